import { createHash } from 'node:crypto';

/**
 * Name of a service's container group: `<service>-<8 hex>`. The hash keeps services of the same name in two
 * workspaces apart, as v1 did.
 *
 * @param service Service name, 3-32 characters.
 * @param ownerId ARM id of the workspace; without one, of the resource group. Its case does not matter.
 */
export function containerGroupName(service: string, ownerId: string): string {
  const hash = createHash('sha256').update(ownerId.toLowerCase()).digest('hex');
  return `${service}-${hash.slice(0, 8)}`;
}

/** Name of the front end's container. It is never the name of the scoring container, which is the service's. */
export function frontEndName(service: string): string {
  return `${service}-front-end`;
}

/** Longest name of a container group. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerinstance */
const MAX_GROUP_NAME = 63;
const CANDIDATE = '-candidate';

/** Name of a group's candidate: `<group>-candidate`. A long name is cut, and a hash keeps it apart from others. */
export function candidateName(groupName: string): string {
  const name = `${groupName}${CANDIDATE}`;
  if (name.length <= MAX_GROUP_NAME) return name;
  const hash = createHash('sha256').update(groupName).digest('hex').slice(0, 8);
  const kept = groupName.slice(0, MAX_GROUP_NAME - CANDIDATE.length - hash.length - 1);
  return `${kept.replace(/-+$/, '')}-${hash}${CANDIDATE}`;
}
