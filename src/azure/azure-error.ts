import { ActionError, error } from '../findings.ts';
import { codeOf } from './retry/codes.ts';

/** What a refused or failed call told. Read from an SDK's RestError or from a raw answer. */
export interface AzureErrorFacts {
  /** What was being done, for people: "read the workspace ml-workspace". */
  readonly doing: string;
  /** 0 when there was no answer. */
  readonly status: number;
  /** ARM or storage error code; empty when the answer had none. */
  readonly code: string;
  readonly message: string;
  readonly correlationId?: string;
  /** How long Azure asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly portalUrl?: string;
  /** How often it was sent, where more than once. */
  readonly tried?: number;
  /** What to do, where the table of retries knows. */
  readonly remedy?: string;
}

/** A call to Azure that was refused or failed. */
export class AzureError extends Error {
  readonly facts: AzureErrorFacts;

  constructor(facts: AzureErrorFacts, options?: ErrorOptions) {
    super(`Could not ${facts.doing}: ${facts.code || facts.status} ${facts.message}`, options);
    this.name = 'AzureError';
    this.facts = facts;
  }

  get status(): number {
    return this.facts.status;
  }

  get code(): string {
    return this.facts.code;
  }

  /** The same error, with what is known after the last try. */
  with(more: Pick<AzureErrorFacts, 'tried' | 'remedy'>): AzureError {
    return new AzureError({ ...this.facts, ...more }, { cause: this });
  }

  /** What was thrown in the first place, before it was told in these words; undefined when Azure itself refused. */
  get origin(): unknown {
    return this.cause instanceof AzureError ? this.cause.origin : this.cause;
  }

  /** The error with a remedy, ready to be shown. */
  asActionError(remedy = this.facts.remedy): ActionError {
    const { doing, code, status, message, correlationId, portalUrl, tried } = this.facts;
    const why = message || (status === 0 ? 'there was no answer' : `HTTP status ${status}`);
    const times = tried === undefined ? '' : ` (tried ${tried} times)`;
    return new ActionError(
      [
        error(`Could not ${doing}: ${code ? `${code}: ` : ''}${why}${times}`, {
          ...(remedy !== undefined && { remedy }),
          azure: {
            code: codeOf(this.facts),
            ...(correlationId && { correlationId }),
            ...(portalUrl && { portalUrl }),
          },
        }),
      ],
      { cause: this },
    );
  }
}

/** True for an AzureError with this HTTP status. */
export function isStatus(caught: unknown, status: number): caught is AzureError {
  return caught instanceof AzureError && caught.status === status;
}

/** No answer, or a fault of the server: what Azure has done is not known. */
export function leavesOpen(caught: unknown): caught is AzureError {
  if (!(caught instanceof AzureError)) return false;
  const { status } = caught;
  return status === 0 || status === 408 || status >= 500;
}
