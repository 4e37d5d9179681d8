/**
 * What the Action has to say to a person about a file, an input or a resource.
 * Checks return findings; only what cannot go on throws an {@link ActionError}.
 */

/** A place in a file of the user's repository. Lines and columns start at 1, as GitHub's annotations do. */
export interface Place {
  /** Path relative to the repository, with forward slashes. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export type Severity = 'error' | 'warning' | 'notice';

/** One problem or remark: what happened, where, why, and what to do about it. */
export interface Finding {
  readonly severity: Severity;
  /** One sentence: what is wrong with which thing, and why. It may end in a period. */
  readonly message: string;
  /** What to do, as an imperative sentence. */
  readonly remedy?: string;
  readonly place?: Place;
  /** Name of the action input at fault, as in action.yml. */
  readonly input?: string;
  readonly azure?: AzureDetails;
  /** Raw evidence (log lines, events, an answer's body), shown below the message. May come from outside. */
  readonly evidence?: readonly string[];
}

/** What a person needs to find the failed call again in Azure. */
export interface AzureDetails {
  /** ARM error code, such as AuthorizationFailed. */
  readonly code?: string;
  readonly correlationId?: string;
  readonly portalUrl?: string;
}

/** Ends the run. The first finding is the headline. */
export class ActionError extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[], options?: ErrorOptions) {
    super(findings[0]?.message ?? 'The run failed.', options);
    this.name = 'ActionError';
    this.findings = findings;
  }
}

type Details = Omit<Finding, 'severity' | 'message'>;

/** An error finding. */
export function error(message: string, details: Details = {}): Finding {
  return { severity: 'error', message, ...details };
}

/** A warning finding. */
export function warning(message: string, details: Details = {}): Finding {
  return { severity: 'warning', message, ...details };
}

/** A notice finding. */
export function notice(message: string, details: Details = {}): Finding {
  return { severity: 'notice', message, ...details };
}

/** An ActionError of one finding. */
export function failure(message: string, details: Details = {}, options?: ErrorOptions): ActionError {
  return new ActionError([error(message, details)], options);
}

/** True when at least one finding is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
