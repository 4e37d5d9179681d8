import { armError } from '../arm/errors.ts';
import { splitReference } from '../images/reference.ts';
import type { WireAnswer } from '../types.ts';
import type { Capability, Quota, Usage } from './locations.ts';
import { demandOf, type Demand } from './refusals.ts';
import type { GroupBody } from './schema.ts';

/** Whether a registry lets somebody pull. */
export interface PullRequest {
  readonly server: string;
  readonly repository: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** ARM id of a user-assigned identity. */
  readonly identity?: string | undefined;
}

/** What the local registry says about an image of a group. */
export interface Registry {
  /** Undefined: the image is not there. */
  readonly has: (image: string) => boolean;
  readonly isPublic: (image: string) => boolean;
  readonly mayPull: (request: PullRequest) => boolean;
}

/**
 * Refuses images of a private registry that are not there or may not be pulled. An unknown image of another registry is
 * accepted; its pull fails later, with events.
 */
export function imageRefusal(
  group: string,
  { properties }: GroupBody,
  registry: Registry,
): WireAnswer | undefined {
  const images = [...properties.containers, ...(properties.initContainers ?? [])].map(
    ({ properties: { image } }) => image,
  );
  const bad = images.find((image) => {
    const { server, repository } = splitReference(image);
    if (!server.endsWith('.azurecr.io')) return false;
    const credential = properties.imageRegistryCredentials?.find(
      (one) => one.server.toLowerCase() === server.toLowerCase(),
    );
    return !credential || !registry.has(image) || !registry.mayPull({ ...credential, server, repository });
  });
  return bad === undefined ? undefined : inaccessibleImage(group, bad);
}

/** Refuses an image that is not there or may not be pulled. */
export function inaccessibleImage(group: string, image: string): WireAnswer {
  const message = `The image '${image}' in container group '${group}' is not accessible. Please check the image and registry credential.`;
  return armError(400, 'InaccessibleImage', message);
}

/** Refuses what the region does not offer. */
export function capabilityRefusal(
  body: GroupBody,
  capabilities: readonly Capability[],
): WireAnswer | undefined {
  const demand = demandOf(body.properties);
  const osType = body.properties.osType ?? 'Linux';
  const fits = capabilities.some(
    (row) =>
      row.osType.toLowerCase() === osType.toLowerCase() &&
      row.maxCpu >= demand.cpu &&
      row.maxMemoryInGB >= demand.memoryInGB,
  );
  return fits ? undefined : armError(409, 'ServiceUnavailable', unavailable(body));
}

/** The service's words for a region without room. */
export function unavailable({ location, properties }: GroupBody): string {
  const { cpu, memoryInGB } = demandOf(properties);
  const asked = `Resource requested: '${cpu}' CPU '${memoryInGB}' GB memory '${properties.osType ?? ''}' OS`;
  return `The requested resource is not available in the location '${location}' at this moment. Please retry with a different resource request or in another location. ${asked}`;
}

/** Refuses what goes over the subscription's quota. `usage` is without the group itself. */
export function quotaRefusal(
  location: string,
  demand: Demand,
  usage: Usage,
  quota: Quota,
): WireAnswer | undefined {
  const rows = [
    { name: 'ContainerGroups', limit: quota.containerGroups, used: usage.containerGroups, asked: 1 },
    { name: 'StandardCores', limit: quota.standardCores, used: usage.standardCores, asked: demand.cpu },
  ];
  const over = rows.find(({ limit, used, asked }) => used + asked > limit);
  if (!over) return undefined;
  const message = overQuota(location, over.name, over.limit, over.used, over.asked);
  return armError(400, 'ContainerGroupQuotaReached', message);
}

/** The service's words for a quota that is used up. */
export function overQuota(
  location: string,
  quota: string,
  limit: number,
  used: number,
  asked: number,
): string {
  return `Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota '${quota}' exceeded in region '${location}'. Limit: '${limit}', Usage: '${used}' Requested: '${asked}'.`;
}

/** Refuses a DNS label that another group has. */
export function labelRefusal(group: string, label: string): WireAnswer {
  const message = `The DNS name label '${label}' in container group '${group}' not available. Try using a different label.`;
  return armError(400, 'DnsNameLabelAlreadyTaken', message);
}

/** Refuses an operation while another one runs. */
export function transitioning(group: string): WireAnswer {
  const message = `The container group '${group}' is still transitioning, please retry later.`;
  return armError(409, 'ContainerGroupTransitioning', message);
}
