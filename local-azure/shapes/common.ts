import { z } from 'zod';

/** What one endpoint of Resource Manager takes and answers. Unknown keys are violations. */
export interface EndpointShape {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The whole path, compared without case. */
  readonly path: RegExp;
  /** Stable and preview versions that have the endpoint. */
  readonly apiVersions: RegExp;
  /** Query parameters beside api-version. */
  readonly query?: readonly string[];
  /** Undefined: the request has no body. */
  readonly request?: z.ZodType;
  /** By HTTP status; null for an empty body. Errors are checked apart. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
}

const SUBSCRIPTION = '/subscriptions/[0-9a-f-]{36}';

/** Path pattern below a subscription. */
export function subscriptionPath(rest: string): RegExp {
  return new RegExp(`^${SUBSCRIPTION}${rest}$`, 'i');
}

/** Path pattern below a provider in a resource group. */
export function providerPath(namespace: string, rest: string): RegExp {
  return subscriptionPath(`/resourceGroups/[^/]+/providers/${namespace}/${rest}`);
}

/** ARM ids begin with a slash; the resource group's segment is in any case. */
export const armId = z.string().regex(/^\/subscriptions\/[0-9a-f-]{36}(\/|$)/i);

export const tags = z.record(z.string(), z.string());

/** Seven digits of a second or three; always UTC. */
export const time = z.iso.datetime();

export const systemData = z.strictObject({
  createdAt: time,
  createdBy: z.string(),
  createdByType: z.enum(['User', 'Application', 'ManagedIdentity', 'Key']),
  lastModifiedAt: time,
  lastModifiedBy: z.string(),
  lastModifiedByType: z.enum(['User', 'Application', 'ManagedIdentity', 'Key']),
});

const errorDetail = z.strictObject({
  code: z.string().min(1),
  message: z.string().min(1),
  target: z.string().optional(),
  details: z.array(z.unknown()).optional(),
  additionalInfo: z.array(z.strictObject({ type: z.string(), info: z.unknown() })).optional(),
});

/** The body of every answer from 400 on. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/ ErrorResponse. */
export const armError = z.strictObject({ error: errorDetail });

/** One page of a list. */
export function pageOf(item: z.ZodType): z.ZodType {
  return z.strictObject({ value: z.array(item), nextLink: z.url().nullable().optional() });
}
