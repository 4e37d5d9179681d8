import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../azure/azure-error.ts';
import type { ContainerGroups } from '../azure/container-groups.ts';
import { explain } from '../azure/explain.ts';
import type { Operation, OperationState } from '../azure/operation.ts';
import { classify } from '../azure/retry.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { failure } from '../findings.ts';
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
  #lastGood: number;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#restarts = new RestartCounter(watched.before);
    this.#lastGood = watched.clock.now();
  }

  /**
   * Asks once for the operation and the group, together.
   * @throws ActionError when Azure refuses, or has not answered for a minute, or the group is gone.
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
      if (group) {
        this.#group = withoutOldStates(group, before);
        this.#lastGood = clock.now();
        return;
      }
    } catch (caught) {
      if (!(caught instanceof AzureError)) throw caught;
      if (!mayPass(caught) || this.#isOverdue()) throw explain(caught);
      log.debug(`Azure does not tell about the container group: ${caught.message}`);
      return;
    }
    if (this.#isOverdue()) {
      throw failure(
        `The container group ${groupName} is gone: somebody deleted it while this run waited for it.`,
        {
          remedy:
            'Run the workflow again, and let no two runs work on one service: set `concurrency` in the workflow.',
        },
      );
    }
  }

  #isOverdue(): boolean {
    return this.#watched.clock.now() - this.#lastGood > PATIENCE_MS;
  }
}

/** True for what may be over in a moment. A group in transition is only a reason to look again. */
function mayPass({ facts, code }: AzureError): boolean {
  return code === 'ContainerGroupTransitioning' || classify(facts, { call: 'group' }).retries > 0;
}
