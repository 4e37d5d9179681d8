import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../../azure/azure-error.ts';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import { explain } from '../../azure/explain.ts';
import type { Operation, OperationState } from '../../azure/container-instance/operation.ts';
import { classify } from '../../azure/retry.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { Deleted, MISSING_MS } from './deleted.ts';
import { eventsSince } from './events.ts';
import type { View } from './view.ts';
import { RestartCounter, isFinal, withoutOldStates } from './view.ts';

/** How long Azure may fail to answer, or not know the group, before a wait is given up. Milliseconds. */
const PATIENCE_MS = 60_000;

/** What is watched. */
export interface Watched {
  readonly groups: ContainerGroups;
  readonly groupName: string;
  /** The deployment that Azure works on; absent when nobody deploys. */
  readonly operation?: Operation | undefined;
  /** The group as it was before the deployment. */
  readonly before?: ContainerGroup | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Asks Azure how a deployment goes, and bears with answers that fail to come. */
export class ArmWatch {
  readonly #watched: Watched;
  readonly #restarts: RestartCounter;
  #operation: OperationState | undefined;
  #isLost = false;
  #group: ContainerGroup | undefined;
  #isMissing = false;
  #lastGood: number;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#restarts = new RestartCounter(watched.before);
    this.#lastGood = watched.clock.now();
  }

  /** True when the group was there, and Azure did not know it at the last look. */
  get isGone(): boolean {
    return this.#isMissing && (this.#group ?? this.#watched.before) !== undefined;
  }

  /**
   * Asks once for the operation and the group, together.
   * @throws ActionError when Azure refuses, or has not answered for a minute.
   * @throws Deleted when the group is not there any more.
   */
  async look(): Promise<View> {
    await Promise.all([this.#lookAtOperation(), this.#lookAtGroup()]);
    const { operation, before } = this.#watched;
    const since = operation?.startedAt;
    return {
      group: this.#group,
      operation: this.#operation,
      events: eventsSince({ group: this.#group, operation: this.#operation?.events ?? [], since, before }),
      restarts: this.#restarts.see(this.#group),
      since,
    };
  }

  async #lookAtOperation(): Promise<void> {
    const { operation, log } = this.#watched;
    const isOver = this.#operation !== undefined && isFinal(this.#operation);
    if (!operation || isOver || this.#isLost) return;
    try {
      this.#operation = await operation.poll();
    } catch (caught) {
      if (!(caught instanceof AzureError)) throw caught;
      log.debug(`Azure does not tell about the deployment: ${caught.message}`);
      // A refused operation is lost for good: the group itself still tells how it goes.
      this.#isLost = !mayPass(caught);
      if (this.#isLost) this.#operation = undefined;
    }
  }

  async #lookAtGroup(): Promise<void> {
    const { groups, groupName, before, clock, log } = this.#watched;
    try {
      const group = await groups.get(groupName);
      this.#isMissing = group === undefined;
      if (group) {
        this.#group = withoutOldStates(group, before);
        this.#lastGood = clock.now();
        return;
      }
    } catch (caught) {
      if (!(caught instanceof AzureError)) throw caught;
      if (!mayPass(caught) || this.#isOverdue(PATIENCE_MS)) throw explain(caught);
      log.debug(`Azure does not tell about the container group: ${caught.message}`);
      return;
    }
    // A new group may not be known everywhere at once.
    if (this.#isOverdue(this.isGone ? MISSING_MS : PATIENCE_MS)) throw new Deleted(groupName);
  }

  #isOverdue(patienceMs: number): boolean {
    return this.#watched.clock.now() - this.#lastGood > patienceMs;
  }
}

/** True for what may be over in a moment. A group in transition is only a reason to look again. */
function mayPass({ facts, code }: AzureError): boolean {
  return code === 'ContainerGroupTransitioning' || classify(facts, { call: 'group' }).retries > 0;
}
