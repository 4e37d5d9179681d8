import { randomUUID } from 'node:crypto';
import type { RunningGroup } from '../containers/group.ts';
import type { ContainerEvent } from '../containers/types.ts';
import { groupResource, withoutViews } from './echo.ts';
import type { GroupBody } from './schema.ts';

/** One asynchronous operation on a group. */
export interface Operation {
  readonly id: string;
  readonly groupId: string;
  readonly startTime: string;
  status: 'Pending' | 'Succeeded' | 'Failed';
  /** Why it failed, when the platform and not a container is the reason. */
  failure?: ContainerEvent;
}

/** How an operation goes. */
export interface OperationCourse {
  /** It stays Pending for at least this long. */
  readonly minimumMs: number;
  /** The service gives it up after this time. */
  readonly timeoutMs: number;
  /** The platform gives it up. */
  readonly failure?: { readonly event: string; readonly message: string; readonly afterMs: number };
  /** From its success until the FQDN resolves; 0: it does at any time. */
  readonly dnsMs: number;
}

/** One container group: what was asked for, what runs, and what ARM shows of it. */
export class GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly runtime: RunningGroup;
  body: GroupBody;
  fqdn: string | undefined;
  operation: Operation;
  /** The address that ARM shows: known once the first deployment is through. */
  #ip: string | undefined;
  #isStopped = false;
  #resolvesFrom = 0;

  constructor(id: string, name: string, resourceGroup: string, body: GroupBody, runtime: RunningGroup) {
    this.id = id;
    this.name = name;
    this.resourceGroup = resourceGroup;
    this.body = body;
    this.runtime = runtime;
    this.operation = this.begin();
  }

  /** A new operation; the state is Pending until {@link follow} sees it through. */
  begin(): Operation {
    this.#isStopped = false;
    this.operation = {
      id: randomUUID(),
      groupId: this.id,
      startTime: new Date().toISOString(),
      status: 'Pending',
    };
    return this.operation;
  }

  /** Sees the current operation through: it succeeds once every container has run. */
  async follow({ minimumMs, timeoutMs, failure, dnsMs }: OperationCourse): Promise<void> {
    const { operation } = this;
    const began = Date.now();
    this.#resolvesFrom = dnsMs > 0 ? Infinity : 0;
    while (operation === this.operation && operation.status === 'Pending') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const elapsed = Date.now() - began;
      if (failure) {
        if (elapsed >= failure.afterMs) this.fail(failure.event, failure.message);
      } else if (this.runtime.isStarted && elapsed >= minimumMs) operation.status = 'Succeeded';
      else if (elapsed > timeoutMs) operation.status = 'Failed';
    }
    if (operation.status !== 'Succeeded') return;
    this.#ip = this.runtime.address;
    if (dnsMs > 0) this.#resolvesFrom = Date.now() + dnsMs;
  }

  /** False while the FQDN is not in the DNS yet. */
  get resolves(): boolean {
    return Date.now() >= this.#resolvesFrom;
  }

  /** True while an operation runs and nothing has gone wrong in it yet: other operations are refused. */
  get isTransitioning(): boolean {
    return this.operation.status === 'Pending' && !this.runtime.hasFailed;
  }

  /** Running, Stopped, Succeeded and so on, as instanceView shows it. */
  get state(): string {
    if (this.#isStopped) return 'Stopped';
    const states = this.runtime.containers.map((container) => container.status.current);
    const isOver = states.length > 0 && states.every(({ state }) => state === 'Terminated');
    const policy = this.body.properties.restartPolicy ?? 'Always';
    if (isOver && policy !== 'Always') {
      const failed = states.some(({ exitCode }) => exitCode !== 0);
      if (!failed) return 'Succeeded';
      if (policy === 'Never') return 'Failed';
    }
    return this.operation.status === 'Succeeded' ? 'Running' : 'Pending';
  }

  /** True for a group that is deployed as a new one: it may change anything and its address is released. */
  get isOver(): boolean {
    return ['Stopped', 'Succeeded', 'Failed'].includes(this.state);
  }

  /** The platform gives the operation up, with an event. */
  fail(event: string, message: string): void {
    const now = new Date().toISOString();
    const times = { count: 1, firstTimestamp: now, lastTimestamp: now };
    this.operation.failure = { ...times, name: event, message, type: 'Warning' };
    this.operation.status = 'Failed';
  }

  /** Ends what is still going on: the group was deleted. */
  abandon(): void {
    this.operation.status = 'Failed';
  }

  markStopped(): void {
    this.#isStopped = true;
    this.#ip = undefined;
  }

  /** The resource without what a PUT's answer does not have yet. */
  accepted(): unknown {
    return this.#show('Pending', false);
  }

  resource(): unknown {
    return this.#show(this.operation.status, true);
  }

  listed(): unknown {
    return withoutViews(this.#show(this.operation.status, false));
  }

  #show(provisioningState: string, withViews: boolean): Record<string, unknown> {
    const running = [...this.runtime.initContainers, ...this.runtime.containers];
    const view = (name: string): unknown => running.find(({ spec }) => spec.name === name)?.status.view();
    return groupResource(this, this.body, {
      provisioningState,
      state: provisioningState === 'Pending' && !withViews ? 'Pending' : this.state,
      events: [...this.runtime.events, ...(this.operation.failure ? [this.operation.failure] : [])],
      ...(this.#ip !== undefined && { ip: this.#ip }),
      ...(this.#ip !== undefined && this.fqdn !== undefined && { fqdn: this.fqdn }),
      container: withViews ? view : () => undefined,
    });
  }
}
