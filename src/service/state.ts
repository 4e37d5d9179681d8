import type { ServiceState } from './types.ts';
import type { View } from './view.ts';
import { isRunning } from './view.ts';
import type { Wreck } from './wreck.ts';

/** No room for the group: capacity of the region, or the subscription's quota. Source: ACI's own messages. */
const NO_ROOM = /InsufficientCapacity|requested resource is not available|quota '.*' exceeded/i;

/**
 * The state as v1 named it.
 * Source: https://learn.microsoft.com/azure/machine-learning/v1/how-to-deploy-and-where (service states)
 *
 * @param answers The endpoint answers with this revision.
 * @param wreck Why the deployment is lost, if it is.
 */
export function serviceState(view: View, answers: boolean, wreck?: Wreck): ServiceState {
  if (wreck) return hasNoRoom(view) ? 'Unschedulable' : 'Failed';
  if (view.group?.provisioningState === 'Failed') return 'Failed';
  if (isRunning(view)) return answers ? 'Healthy' : 'Unhealthy';
  // Azure was done once, and then a container stopped.
  return view.group?.provisioningState === 'Succeeded' && view.operation?.status === 'Succeeded'
    ? 'Unhealthy'
    : 'Transitioning';
}

/** True when Azure had no room for the group. */
export function hasNoRoom({ events, operation }: View): boolean {
  const texts = [operation?.error?.message ?? '', ...events.map(({ name, message }) => `${name} ${message}`)];
  return texts.some((text) => NO_ROOM.test(text));
}
