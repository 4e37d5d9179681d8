import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Auth, Variable } from '../config/types.ts';
import type { PullCredential } from '../image/types.ts';
import type { Finding } from '../findings.ts';
import type { ModelVersion } from '../models/list.ts';

/** v1's states of a service, as users know them. */
export type ServiceState = 'Transitioning' | 'Healthy' | 'Unhealthy' | 'Unschedulable' | 'Failed';

/** Everything the plan is made of. Plain data: planning asks no network, clock or environment. */
export interface ServiceRequest {
  /** Service name, 3-32 characters. */
  readonly name: string;
  readonly groupName: string;
  readonly location: string;
  /** ARM id of the workspace, for the tag; absent without a workspace. */
  readonly workspace?: string;
  /** Full reference, with digest once it is known. */
  readonly image: string;
  /** What the image was built on, for the tag; absent for a prebuilt one. */
  readonly baseImage?: string;
  /** For the tag; the image has them, or is said to. */
  readonly models: readonly ModelVersion[];
  readonly pull?: PullCredential;
  readonly cpu: number;
  readonly memoryInGB: number;
  /** Port of the scoring container. */
  readonly port: number;
  readonly healthPath: string;
  readonly scoringPath: string;
  readonly scoringTimeoutMs: number;
  readonly variables: readonly Variable[];
  readonly auth: Auth;
  /** Of a preview: what it belongs to, from previewTag(), and when it may go, in milliseconds since the Unix epoch. */
  readonly preview?: { readonly of: string; readonly expires: number };
  /** From deploymentconfig's dnsNameLabel; absent: the group name with scope TenantReuse. */
  readonly dnsNameLabel?: string | undefined;
  /** The user's own tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where the run comes from; not part of the revision. */
  readonly provenance: { readonly repository?: string; readonly commit?: string; readonly runUrl?: string };
  /** Random, kept in a tag of the group; makes the scrypt hash of the secrets. */
  readonly salt: string;
}

/** The container group that should exist. */
export interface ServicePlan {
  readonly name: string;
  readonly groupName: string;
  /** Hash of the desired state; the front end puts it on every answer. */
  readonly revision: string;
  /** Body of the PUT, in the SDK's shape. Holds secrets: print it only through maskPlan(). */
  readonly group: ContainerGroup;
  readonly healthPath: string;
  readonly scoringPath: string;
  readonly auth: Auth;
  readonly findings: readonly Finding[];
}

/** Where a running service is reached. Built from what Azure returned, never from wishes. */
export interface Endpoint {
  readonly scoringUri: string;
  readonly swaggerUri: string;
  readonly fqdn?: string;
  readonly ipAddress: string;
}
