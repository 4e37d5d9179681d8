import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { ServiceState } from '../types.ts';
import type { View } from './view.ts';
import { isRunning, stateOf } from './view.ts';
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
  return isOver(view) ? 'Unhealthy' : 'Transitioning';
}

/** Azure was done once, and then a container stopped; or it says itself that the group is unhealthy. */
function isOver({ group, operation }: View): boolean {
  if (/^unhealthy$/i.test(group?.provisioningState ?? '')) return true;
  if (group?.provisioningState !== 'Succeeded') return false;
  return operation === undefined || operation.status === 'Succeeded';
}

/** True when Azure had no room for the group. */
export function hasNoRoom({ events, operation }: View): boolean {
  const texts = [operation?.error?.message ?? '', ...events.map(({ name, message }) => `${name} ${message}`)];
  return texts.some((text) => NO_ROOM.test(text));
}

/** What is wrong with a group by Azure's own word, each without a period. Empty says nothing about its answers. */
export function stateReasons({ provisioningState, containers, instanceView }: ContainerGroup): string[] {
  if (provisioningState !== 'Succeeded')
    return [`the provisioning state of the container group is ${provisioningState ?? 'unknown'}`];
  if (instanceView?.state === 'Stopped') return ['the container group is stopped'];
  return containers
    .filter((container) => stateOf(container) !== 'Running')
    .map((container) => `the container ${container.name} is ${stateOf(container)}`);
}
