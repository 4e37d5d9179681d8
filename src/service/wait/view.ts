import type { Container, ContainerGroup } from '@azure/arm-containerinstance';
import type { OperationState } from '../../azure/container-instance/operation.ts';
import type { ServiceEvent } from './events.ts';
import { isSince } from './events.ts';

/** What Azure says about a deployment at one moment. */
export interface View {
  readonly group: ContainerGroup | undefined;
  /** Undefined when nobody deploys, or when the operation is lost: then the group alone counts. */
  readonly operation: OperationState | undefined;
  /** Since the start of the deployment. */
  readonly events: readonly ServiceEvent[];
  /** Restarts of each container since the start of the deployment. */
  readonly restarts: ReadonlyMap<string, number>;
  /** Start of the deployment by Azure's clock, in milliseconds. */
  readonly since: number | undefined;
}

/** Words of ACI for an operation under way. Source: `MicrosoftDocs/azure-compute-docs:articles/container-instances/container-state.md` */
const UNDER_WAY = /^(?:pending|creating|repairing|deleting)$/i;

/** True while Azure says of a group that an operation on it is under way. */
export function isUnderWay({ provisioningState = '' }: Pick<ContainerGroup, 'provisioningState'>): boolean {
  return UNDER_WAY.test(provisioningState);
}

/** True for a state of an operation that does not change any more. */
export function isFinal({ status }: Pick<OperationState, 'status'>): boolean {
  return /^(?:succeeded|failed|canceled)$/i.test(status);
}

/** Azure's word for a deployment that it has not ended; undefined when it has. */
export function unfinishedState({ group, operation }: View): string | undefined {
  if (operation) return isFinal(operation) ? undefined : operation.status;
  return group && isUnderWay(group) ? group.provisioningState : undefined;
}

/** True when Azure has finished and every container runs. It does not mean that the service answers. */
export function isRunning({ group, operation }: View): boolean {
  if (group?.provisioningState !== 'Succeeded') return false;
  if (operation !== undefined && operation.status !== 'Succeeded') return false;
  return (
    group.containers.length > 0 && group.containers.every((container) => stateOf(container) === 'Running')
  );
}

/** Waiting, Running or Terminated; Waiting while Azure says nothing. */
export function stateOf(container: Container): string {
  return container.instanceView?.currentState?.state ?? 'Waiting';
}

/** Exit code of the container's last end within this deployment. */
export function exitCodeOf(container: Container, since: number | undefined): number | undefined {
  const { currentState, previousState } = container.instanceView ?? {};
  return [currentState, previousState].find(
    (state) =>
      state?.exitCode !== undefined &&
      state.state === 'Terminated' &&
      isSince({ last: state.finishTime?.getTime() }, since),
  )?.exitCode;
}

/**
 * The group without the containers' states that are still those before the deployment: right after a PUT, Azure may
 * show a container that crashed long ago. One that ran is left, because not every PUT restarts it.
 */
export function withoutOldStates(group: ContainerGroup, before: ContainerGroup | undefined): ContainerGroup {
  if (!before) return group;
  const old = new Map(before.containers.map((container) => [container.name, stateKey(container)]));
  const containers = group.containers.map((container) => {
    if (stateOf(container) === 'Running' || old.get(container.name) !== stateKey(container)) return container;
    const known = { ...container };
    delete known.instanceView;
    return known;
  });
  return { ...group, containers };
}

function stateKey({ instanceView }: Container): string {
  const { currentState, previousState, restartCount } = instanceView ?? {};
  return JSON.stringify([currentState, previousState, restartCount]);
}

/** Counts restarts from the start of a deployment on, whether or not Azure's own count begins anew with it. */
export class RestartCounter {
  readonly #least: Map<string, number>;

  /** @param before The group as it was before the deployment. */
  constructor(before: ContainerGroup | undefined) {
    this.#least = new Map(
      (before?.containers ?? []).map(({ name, instanceView }) => [name, instanceView?.restartCount ?? 0]),
    );
  }

  /** Restarts of each container since the start: what its count is above the lowest one seen. */
  see(group: ContainerGroup | undefined): ReadonlyMap<string, number> {
    const restarts = new Map<string, number>();
    for (const { name, instanceView } of group?.containers ?? []) {
      const count = instanceView?.restartCount;
      if (count === undefined) continue;
      const least = Math.min(count, this.#least.get(name) ?? 0);
      this.#least.set(name, least);
      restarts.set(name, count - least);
    }
    return restarts;
  }
}
