/** Why an error passes, or does not. */
export type RetryClass =
  | 'never'
  /** Another operation is under way. */
  | 'transition'
  /** The region has no room. */
  | 'capacity'
  /** Azure refuses too much at once. */
  | 'serialise'
  /** The registry of the image refuses for the moment. */
  | 'registry'
  /** A role that was granted a moment ago does not work yet. */
  | 'fresh-role'
  | 'server'
  | 'throttle'
  /** The group must be deleted and created: decided before a write, not by trying. */
  | 'recreate'
  /** What Azure handed out is not accepted any more: a new one is asked for. */
  | 'expired'
  /** Azure still holds the label of a group that this run deleted. */
  | 'dns-release';

/** What was asked for when the error came. */
export type Call =
  | 'put'
  | 'delete'
  | 'tag'
  /** Reading a container group, its log, and what a region offers. */
  | 'group'
  /** How a deployment that Azure had taken ended. */
  | 'operation'
  /** Everything else of Resource Manager. */
  | 'arm'
  | 'registry'
  /** Sending a build context to the registry's storage. The row for storage is applied to it as well, by the library. */
  | 'upload'
  | 'blob'
  /** The rest of a blob whose download had begun. */
  | 'blob-body'
  | 'sign-in';

/** A call, and what is known about it. */
export interface Place {
  readonly call: Call;
  /** This run has deleted a group with the label of the PUT. */
  readonly afterDelete?: boolean | undefined;
  /** How the image of the PUT is pulled, where that matters. */
  readonly pull?: 'identity' | 'docker-hub' | undefined;
}

/** One row of the table. */
export interface RetryRule {
  readonly id: string;
  readonly retryClass: RetryClass;
  readonly calls: readonly Call[];
  /** Error codes. An answer without one is called after its status: see codesOf(). */
  readonly codes: readonly string[];
  /** Part of the message that tells two meanings of one code apart. Compared without case. */
  readonly text?: string;
  /** What must be known about the place. */
  readonly only?: { readonly text: string; readonly holds: (place: Place) => boolean };
  /** Milliseconds before each further try; the last one repeats. Retry-After comes first. Empty: no further try. */
  readonly waits: readonly number[];
  /** Further tries. */
  readonly retries: number;
  /** What is the matter, without a period. */
  readonly why: string;
  /** What to do when it stays so. Without it, explain.ts knows. */
  readonly remedy?: string;
}
