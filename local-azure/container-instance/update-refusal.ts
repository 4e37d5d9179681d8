import { armError } from '../arm/errors.ts';
import type { WireAnswer } from '../types.ts';
import { demandOf } from './refusals.ts';
import type { GroupBody, GroupProperties } from './schema.ts';

/**
 * What cannot change in place, under the names of the service's message.
 * Source: MicrosoftDocs/azure-docs:articles/container-instances/container-instances-update.md and its issues 31168, 38067.
 */
const IMMUTABLE: readonly (readonly [string, (properties: GroupProperties) => string])[] = [
  ['OS type', (properties) => (properties.osType ?? '').toLowerCase()],
  ['RestartPolicy', (properties) => properties.restartPolicy ?? 'Always'],
  ['network profile', networkOf],
  ['CPU', (properties) => String(demandOf(properties).cpu)],
  ['Memory', (properties) => String(demandOf(properties).memoryInGB)],
];

/** The refusal of an update that needs the group to be deleted first. */
export function updateRefusal(group: string, before: GroupBody, after: GroupBody): WireAnswer | undefined {
  for (const [name, read] of IMMUTABLE) {
    const [old, asked] = [read(before.properties), read(after.properties)];
    if (old === asked) continue;
    const message = `The updates on container group '${group}' are invalid. If you are going to update the ${name} (old "${old}", new "${asked}") for a container group, you must delete it first and then create a new one.`;
    return armError(400, 'InvalidContainerGroupUpdate', message);
  }
  return undefined;
}

function networkOf({ ipAddress, subnetIds }: GroupProperties): string {
  const subnets = JSON.stringify(subnetIds ?? []).toLowerCase();
  return ipAddress?.type === 'Private' || subnets !== '[]' ? `Private ${subnets}` : 'Public';
}
