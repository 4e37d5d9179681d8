import type { Finding } from '../findings.ts';
import type { NotCompared, PredictionComparison } from '../predictions/types.ts';
import type { ResolvedModel } from '../models/types.ts';
import type { Preview } from '../preview/types.ts';
import type { Deployed } from '../service/decide/deployed.ts';
import type { Inspection } from '../service/wait/inspection.ts';
import type { Endpoint, ServiceState } from '../service/types.ts';
import type { SmokeResult } from '../smoke/types.ts';

/** One phase of the run, for the time line. Milliseconds since the Unix epoch. */
export interface Phase {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
}

/** Where the run comes from. Absent fields are not known. */
export interface Origin {
  /** owner/name */
  readonly repository?: string;
  /** Page of the repository. */
  readonly repositoryUrl?: string;
  /** Full SHA. */
  readonly commit?: string;
  /** Page of the run. */
  readonly runUrl?: string;
}

/**
 * What was done to the service. Unchanged also after a failure that came before anything was written to it. Planned: a
 * dry run. Checked and skipped: a run that GitHub gives no secrets.
 */
export type Result =
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'rolled-back'
  | 'planned'
  | 'checked'
  | 'skipped'
  | 'deleted'
  | 'absent'
  | 'pruned';

/** A container group that was removed; in a dry run one that would be. */
export interface Removal {
  /** Name. */
  readonly containerGroup: string;
  readonly kind: 'service' | 'preview' | 'candidate';
  /** Why it had to go, as the rest of a sentence that begins with "because". */
  readonly reason: string;
  /** Repository of its images that was removed as well: server/repository. */
  readonly imageRepository?: string;
}

/** What a run has seen that only looks. Filled as it goes. */
export interface Looked {
  readonly mode: 'status' | 'logs';
  /** When, in milliseconds since the Unix epoch. */
  at?: number;
  /** How the service is; absent when its own group is gone and only a candidate is left. */
  service?: Inspection;
  candidate?: LookedCandidate;
  /** Of a run without a name: everything that the Action has made in the resource group. */
  services?: readonly LookedService[];
  /** The scoring container's first. */
  logs?: readonly ContainerLog[];
}

/** A candidate of the service. */
export interface LookedCandidate {
  readonly inspection: Inspection;
  /** It had to take over, because a rollback failed. */
  readonly serves: boolean;
  /** Page of the run that made it. */
  readonly run?: string;
  readonly endpoint?: Endpoint;
}

/** One row of the list of services. */
export interface LookedService {
  readonly inspection: Inspection;
  /** ARM resource id. */
  readonly containerGroup: string;
  readonly portalUrl: string;
  readonly endpoint?: Endpoint;
  /** Pull request that it is the preview of: owner/name#number. */
  readonly preview?: string;
  /** It is a candidate. */
  readonly isCandidate: boolean;
}

/** The last lines of a container's log. They come from outside. */
export interface ContainerLog {
  readonly container: string;
  readonly text: string;
  /** Why there is none, without a period. */
  readonly why?: string;
}

/** What the run has learnt so far. Filled as it goes, so that a failed run can publish what it knew. */
export interface RunFacts {
  service: string;
  origin?: Origin;
  /** What the run is about, when that is a preview. */
  preview?: Preview;
  /** The service that a preview stands beside, as it is now. */
  beside?: Deployed;
  /** When a preview may go. Milliseconds since the Unix epoch. */
  expires?: number;
  result?: Result;
  state?: ServiceState;
  endpoint?: Endpoint;
  /** ARM resource id. */
  containerGroup?: string;
  portalUrl?: string;
  /** Reference with digest. */
  image?: string;
  /** How large the image is that this run is for, as it is pulled; absent when the registry does not tell. */
  imageSize?: { readonly image: string; readonly bytes: number };
  revision?: string;
  models?: readonly ResolvedModel[];
  smoke?: SmokeResult;
  /** The predictions beside those of the service that runs now, or why they are not; absent when there was nothing to compare. */
  predictions?: PredictionComparison | NotCompared;
  keysEnabled?: boolean;
  /** What was removed, or in a dry run would be. Set for a run that is to remove something. */
  removed?: readonly Removal[];
  /** What differs between the service and the plan, a line each; secrets are masked. */
  changes?: readonly string[];
  /** Why an existing service is written. Whole sentences without a period. */
  reasons?: readonly string[];
  /** The service is healthy and redeploy is if-unhealthy: what differs is left to another run. */
  isWaiting?: boolean;
  /** What the service was before the run, and what the run deploys; absent for a new service. */
  since?: { readonly before: Deployed; readonly after: Deployed };
  /** What would be done to the container group; set in a dry run. Completes "would be …". */
  wouldBe?: string;
  /** The plan as YAML with secrets masked; set in a dry run. */
  plan?: string;
  /** Set for a run that only looks. */
  looked?: Looked;
  phases: Phase[];
  warnings: Finding[];
  /** What ended the run; empty on success. */
  failures: readonly Finding[];
}
