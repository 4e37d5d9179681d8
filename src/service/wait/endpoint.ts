import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Endpoint } from '../types.ts';

/** Where Azure says that a group is reached. */
export interface PublicAddress {
  readonly ip?: string;
  readonly fqdn?: string;
  readonly port: number;
}

/** Reads the public address from what ARM returned; undefined while there is none. */
export function addressOf(group: ContainerGroup | undefined): PublicAddress | undefined {
  const { ip, fqdn, ports } = group?.ipAddress ?? {};
  const port = ports?.[0]?.port;
  if (port === undefined || (!ip && !fqdn)) return undefined;
  return { port, ...(ip && { ip }), ...(fqdn && { fqdn }) };
}

/** The service's addresses, as users call them: by name where Azure gave one. */
export function endpointOf(group: ContainerGroup | undefined, scoringPath: string): Endpoint | undefined {
  const address = addressOf(group);
  if (!address) return undefined;
  const scoringUri = urlOf(address.fqdn ?? address.ip ?? '', address.port, scoringPath);
  return {
    scoringUri,
    // v1's rule: the last segment is replaced.
    swaggerUri: new URL('swagger.json', scoringUri).href,
    ...(address.fqdn !== undefined && { fqdn: address.fqdn }),
    ipAddress: address.ip ?? '',
  };
}

/** An address below a host; port 80 goes without saying. */
export function urlOf(host: string, port: number, path: string): string {
  return new URL(path, `http://${host}:${port}`).href;
}
