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
