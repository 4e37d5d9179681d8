import type { ContainerGroup } from '@azure/arm-containerinstance';
import { CLOUDS } from '../../src/azure/clouds.ts';
import { AzureError } from '../../src/azure/azure-error.ts';
import type { ContainerGroups } from '../../src/azure/container-instance/container-groups.ts';
import type { Finding } from '../../src/findings.ts';
import type { HttpAnswer } from '../../src/http.ts';
import { readInputs } from '../../src/inputs.ts';
import type { Inputs } from '../../src/inputs.ts';
import { silentLog } from '../../src/log.ts';
import type { Job } from '../../src/phases/job.ts';
import { createLedger } from '../../src/phases/cancel/ledger.ts';
import { newFacts } from '../../src/phases/tell/publish.ts';
import { REVISION_HEADER } from '../../src/service/plan/front-end-config.ts';
import { FakeClock } from '../service/fake-clock.ts';
import { running, waiting } from '../service/samples.ts';

type Container = ContainerGroup['containers'][number];

/** What a test makes of a write; undefined: Azure takes it. */
export type Refusal = AzureError | undefined;

/** Container groups in memory that run at once, and a job that works on them. */
export class World {
  readonly clock = new FakeClock();
  /** Every write in order: method and name. */
  readonly writes: string[] = [];
  readonly lines: string[] = [];
  readonly reported: Finding[] = [];
  readonly #groups = new Map<string, ContainerGroup>();
  /** Decides about a write that was just noted in `writes`. */
  refuse: (write: string) => Refusal = () => undefined;
  /** True for a group that crashes, by its name and how often it was written. */
  crashes: (name: string, put: number) => boolean = () => false;
  /** True for a group whose endpoint does not answer. */
  isSilent: (name: string) => boolean = () => false;
  /** Called before each reading of a group. */
  onGet: (name: string) => void = () => undefined;

  group(name: string): ContainerGroup | undefined {
    return this.#groups.get(name);
  }

  /** Puts a group there as if it had always been there. */
  place(name: string, group: ContainerGroup, crashes = false): void {
    const view = crashes
      ? waiting({ restartCount: 5, currentState: { state: 'Waiting', detailStatus: 'CrashLoopBackOff' } })
      : running();
    this.#groups.set(name, {
      ...group,
      name,
      provisioningState: 'Succeeded',
      instanceView: { events: [], state: 'Running' },
      containers: group.containers.map((container): Container => ({ ...container, instanceView: view })),
      ipAddress: { type: 'Public', ports: [{ port: 80 }], ...group.ipAddress, ip: `10.0.0.${name.length}` },
    });
  }

  /** Changes the tags as another run's write would. */
  retag(name: string, tags: Readonly<Record<string, string>>): void {
    const group = this.#groups.get(name);
    if (group) this.#groups.set(name, { ...group, tags: { ...group.tags, ...tags } });
  }

  remove(name: string): void {
    this.#groups.delete(name);
  }

  job(changes: Partial<Inputs> = {}): Job {
    const inputs: Inputs = { ...readInputs().inputs, name: 'iris', waitTimeoutMs: 600_000, ...changes };
    const stop = new AbortController().signal;
    const fail = (): never => {
      throw new Error('not expected');
    };
    const http = (request: { readonly url: string }): Promise<HttpAnswer> =>
      this.#answer(new URL(request.url).hostname);
    return {
      inputs,
      configuration: {
        deployment: { file: 'deploymentconfig.json', cpu: 1, memoryInGB: 1, at: () => ({ file: '' }) },
        references: [],
        auth: { enabled: false },
        variables: [],
        tags: {},
        smoke: { requests: [], leftOut: 0, tolerance: 1e-6, findings: [] },
        signIn: { method: { kind: 'cli' }, secrets: [], findings: [] },
        repository: {},
      },
      target: {
        connection: {
          cloud: CLOUDS.AzureCloud,
          subscriptionId: 's',
          credential: { getToken: fail },
          arm: fail,
          http,
        },
        resourceGroup: { id: '/subscriptions/s/resourceGroups/ml', name: 'ml' },
        location: 'westeurope',
        groups: this.#containerGroups(),
      },
      tools: {
        log: {
          ...silentLog,
          info: (line) => void this.lines.push(line),
          report: (finding) => void this.reported.push(finding),
        },
        clock: this.clock,
        stop,
        ledger: createLedger(stop, () => undefined),
        http: () => Promise.resolve(http),
        idToken: fail,
        runCommand: fail,
        event: fail,
        github: fail,
        origin: fail,
        hide: (value) => value,
        workspaceDirectory: '/',
        newSalt: () => 'salt-2',
      },
      facts: newFacts(inputs),
      phase: (_name, body) => body(),
    };
  }

  #containerGroups(): ContainerGroups {
    const write = async (text: string): Promise<void> => {
      await this.clock.sleep(50);
      this.writes.push(text);
      const refusal = this.refuse(text);
      if (refusal) throw refusal;
    };
    return {
      get: async (name) => {
        await this.clock.sleep(50);
        this.onGet(name);
        return this.#groups.get(name);
      },
      list: async () => {
        await this.clock.sleep(50);
        return [...this.#groups.values()];
      },
      startPut: async (name, group) => {
        await write(`PUT ${name}`);
        const puts = this.writes.filter((each) => each === `PUT ${name}`).length;
        this.place(name, group, this.crashes(name, puts));
        return {
          startedAt: this.clock.now(),
          poll: () => Promise.resolve({ status: 'Succeeded', events: [] }),
        };
      },
      delete: async (name) => {
        await write(`DELETE ${name}`);
        this.#groups.delete(name);
      },
      tag: async (name, tags) => {
        await write(`PATCH ${name}`);
        const group = this.#groups.get(name);
        // Azure may merge or replace: here it replaces.
        if (group) this.#groups.set(name, { ...group, tags: { ...tags } });
      },
      logs: () => Promise.resolve(undefined),
      capabilities: () => Promise.resolve([]),
      usages: () => Promise.resolve([]),
      portalUrl: (name) => `https://portal/${name}`,
    };
  }

  async #answer(ip: string): Promise<HttpAnswer> {
    await this.clock.sleep(10);
    const group = [...this.#groups.values()].find((each) => each.ipAddress?.ip === ip);
    const isUp = group?.containers.every(
      ({ instanceView }) => instanceView?.currentState?.state === 'Running',
    );
    if (!group || !isUp || this.isSilent(group.name ?? ''))
      throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    return { status: 200, headers: { [REVISION_HEADER]: group.tags?.['revision'] ?? '' }, body: '{}' };
  }
}

/** A call that Azure refused, or did not answer (status 0). */
export function azureError(status: number, code: string): AzureError {
  return new AzureError({ doing: 'do it', status, code, message: 'm' });
}
