import type { ContainerGroup } from '@azure/arm-containerinstance';

/** Groups in these states hold no containers: Azure deploys them as new and takes any change. */
const EMPTY_STATES = ['Stopped', 'Failed', 'Succeeded'];

/**
 * What Azure refuses to change in a living group, by the path of the field.
 * Source: https://learn.microsoft.com/azure/container-instances/container-instances-update
 */
const IMMUTABLE_PATH =
  /^(?:osType$|restartPolicy$|ipAddress\.type$|subnetIds\b|containers\[.*\]\.resources\.requests\.)/;

/** True when a change of this field needs the group to be deleted and created again. */
export function needsReplacement(path: string, live: ContainerGroup): boolean {
  return path === 'location' || (!isEmpty(live) && IMMUTABLE_PATH.test(path));
}

/** True for a group without containers: Azure deploys it as new and takes any change. */
export function isEmpty(live: ContainerGroup): boolean {
  return EMPTY_STATES.includes(live.instanceView?.state ?? '') || live.provisioningState === 'Failed';
}
