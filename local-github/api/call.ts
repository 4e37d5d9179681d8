import type { WireAnswer, WireRequest } from '../../local-azure/types.ts';
import type { Site } from '../site.ts';
import type { State } from '../state.ts';
import type { Level, Permission, Token } from './access.ts';

/** One call of an endpoint, with what its handler needs. */
export interface Call {
  readonly site: Site;
  readonly state: State;
  readonly token: Token;
  readonly request: WireRequest;
  /** What the groups of the route's path stand for, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** The JSON object of the body; empty when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Page in the documentation, for errors. */
  readonly docs: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An endpoint below /repos/{owner}/{repo}. */
export interface Route {
  /** Its operationId in GitHub's API description, by which faults name it. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Of the path below the repository, as it came: encoded. */
  readonly path: RegExp;
  /** Any one of these permissions is enough. None: whoever sees the repository may. */
  readonly permissions: readonly Permission[];
  readonly level: Level;
  /** Below the site's documentation. */
  readonly docs: string;
  readonly answer: (call: Call) => WireAnswer;
}
