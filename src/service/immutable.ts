import type { ContainerGroup } from '@azure/arm-containerinstance';

/** A property that Azure does not change in place. */
export interface Change {
  readonly property: string;
  readonly old: string;
  readonly new: string;
}

/** Groups in these states hold no containers: Azure deploys them as new and takes any change. */
const EMPTY_STATES = ['Stopped', 'Failed', 'Succeeded'];

/**
 * What would have to change that Azure refuses to change in a living group.
 * Source: https://learn.microsoft.com/azure/container-instances/container-instances-update
 */
export function immutableChanges(live: ContainerGroup, planned: ContainerGroup): Change[] {
  const always = compare([['location', normal(live.location), normal(planned.location)]]);
  if (isEmpty(live)) return always;
  return [
    ...always,
    ...compare([
      ['osType', live.osType, planned.osType],
      ['restartPolicy', live.restartPolicy, planned.restartPolicy],
      ['network', networkOf(live), networkOf(planned)],
    ]),
    ...containerChanges(live, planned),
  ];
}

/** What Azure refuses to change in a living group, by the path of the field. Source: as of {@link immutableChanges}. */
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

function containerChanges(live: ContainerGroup, planned: ContainerGroup): Change[] {
  const names = new Set([...live.containers, ...planned.containers].map(({ name }) => name));
  return [...names].flatMap((name) =>
    compare([
      [`cpu of the container ${name}`, requestOf(live, name, 'cpu'), requestOf(planned, name, 'cpu')],
      [
        `memoryInGB of the container ${name}`,
        requestOf(live, name, 'memoryInGB'),
        requestOf(planned, name, 'memoryInGB'),
      ],
    ]),
  );
}

function requestOf(group: ContainerGroup, name: string, kind: 'cpu' | 'memoryInGB'): string {
  const container = group.containers.find((each) => each.name === name);
  return container ? String(container.resources.requests[kind]) : 'none';
}

/** Public or in a subnet. The label and the ports can be changed. */
function networkOf({ ipAddress, subnetIds }: ContainerGroup): string {
  const subnets = (subnetIds ?? []).map(({ id }) => id.toLowerCase()).join(', ');
  return subnets || (ipAddress?.type ?? 'none');
}

function normal(location: string | undefined): string {
  return (location ?? '').replaceAll(' ', '').toLowerCase();
}

function compare(
  properties: readonly (readonly [string, string | undefined, string | undefined])[],
): Change[] {
  return properties
    .filter(([, before, after]) => before !== after)
    .map(([property, before, after]) => ({ property, old: before ?? 'none', new: after ?? 'none' }));
}
