import type { Nth } from '../../local-azure/control/fault.ts';
import { fits, isMeant } from '../../local-azure/control/faults.ts';
import type { WireAnswer } from '../../local-azure/types.ts';
import type { Site } from '../site.ts';
import type { Token } from './access.ts';
import { refusal } from './errors.ts';
import { primaryLimit, rateHeaders, secondaryLimit } from './rate-limit.ts';

/** Something that goes wrong on purpose. */
export interface GitHubFault {
  /** operationId of GitHub's API description, such as issues/create-comment, or graphql; `*` stands for any text. Default: all. */
  readonly operation?: string;
  /** Which times, counted from when it was switched on. Default: every time. */
  readonly nth?: Nth;
  /** A known error, in GitHub's words; the call has no effect. */
  readonly error?: 'PrimaryRateLimit' | 'SecondaryRateLimit' | 'ServerError';
  /** Another status: 429 for a limit, 500 to 504 for ServerError (502 by default), or together with `message`. */
  readonly status?: number;
  /** Any other error; the call has no effect. */
  readonly message?: string;
  /** On top of the answer's headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection breaks before the call has an effect, or after it. */
  readonly connection?: 'reset' | 'reset-after';
  readonly delayMs?: number;
}

/** The faults that are switched on. */
export interface GitHubFaults {
  /** Switches a fault on. The function that comes back switches it off. */
  add(fault: GitHubFault): () => void;
  clear(): void;
  /** What strikes now; several faults are applied together, of two that say the same thing the later one counts. */
  strike(operation: string): GitHubFault | undefined;
}

export function createGitHubFaults(): GitHubFaults {
  const entries = new Set<{ readonly fault: GitHubFault; seen: number }>();
  return {
    add: (fault) => {
      const entry = { fault, seen: 0 };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    clear: () => entries.clear(),
    strike: (operation) => {
      const meant = [...entries].filter(({ fault }) => fits(fault.operation, operation));
      for (const entry of meant) entry.seen++;
      const struck = meant.filter(({ fault, seen }) => isMeant(fault.nth, seen));
      return struck.length === 0
        ? undefined
        : (Object.assign({}, ...struck.map(({ fault }) => fault)) as GitHubFault);
    },
  };
}

/** The error that a call gets instead of being worked on; undefined when the fault is none of that kind. */
export function faultyAnswer(
  fault: GitHubFault,
  site: Site,
  token: Token,
  requestId: string,
): WireAnswer | undefined {
  const { error, status, message } = fault;
  if (error === 'PrimaryRateLimit') {
    const headers = { ...rateHeaders({ ...token, used: token.limit }, 'core') };
    return { ...primaryLimit(site, requestId, status === 429 ? 429 : 403), headers };
  }
  if (error === 'SecondaryRateLimit')
    return { ...secondaryLimit(site, requestId), ...(status && { status }) };
  if (error === 'ServerError') return { status: status ?? 502, body: { message: 'Server Error' } };
  if (status === undefined && message === undefined) return undefined;
  return refusal(status ?? 500, message ?? 'Server Error', site.docsUrl);
}
