import type { WireAnswer, WireRequest } from '../../local-azure/types.ts';
import type { Repository } from '../state.ts';
import type { Route } from './call.ts';
import { refusal } from './errors.ts';

/** What `permissions:` of a workflow can give, as far as it is asked for here. */
export type Permission = 'actions' | 'contents' | 'deployments' | 'issues' | 'pull-requests';
export type Level = 'read' | 'write';

/** A token. All of it may be changed at any time. */
export interface Token {
  /** Who it acts for. */
  login: string;
  /** What is not named is not allowed, as in a workflow. */
  permissions: Partial<Record<Permission, Level | 'none'>>;
  /** False: it belongs to another repository; a private one does not exist for it then. */
  seesRepository: boolean;
  /** Requests an hour. */
  limit: number;
  /** Requests since `resetAt`. */
  used: number;
  /** Seconds since 1970. */
  resetAt: number;
}

/** Requests an hour and repository that GITHUB_TOKEN has. Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const GITHUB_TOKEN_LIMIT = 1000;

/** GITHUB_TOKEN of a job, with all that the Action can use unless told otherwise. */
export function createToken(token: Partial<Token> = {}): Token {
  return {
    login: 'github-actions[bot]',
    permissions: { actions: 'read', contents: 'read', deployments: 'write', 'pull-requests': 'write' },
    seesRepository: true,
    limit: GITHUB_TOKEN_LIMIT,
    used: 0,
    resetAt: 0,
    ...token,
  };
}

/** The token of a request. Undefined: it has none that is known. */
export function tokenOf(request: WireRequest, tokens: ReadonlyMap<string, Token>): Token | undefined {
  const [, secret = ''] = /^(?:token|bearer) (\S+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
  return tokens.get(secret);
}

/** What GitHub says when the token may not do this; undefined when it may. */
export function refuseAccess(
  token: Token,
  repository: Repository,
  route: Route,
  docs: string,
): WireAnswer | undefined {
  if (repository.private && !token.seesRepository) return refusal(404, 'Not Found', docs);
  const isPublicRead = route.level === 'read' && !repository.private;
  const { permissions, level } = route;
  if (permissions.length === 0 || isPublicRead || permissions.some((name) => allows(token, name, level)))
    return undefined;
  return refusal(403, 'Resource not accessible by integration', docs);
}

/** Which permissions the endpoint takes. Source: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export function acceptedPermissions({ permissions, level }: Route): string {
  const names = permissions.length === 0 ? ['metadata'] : permissions;
  return names.map((name) => `${name.replace('-', '_')}=${level}`).join('; ');
}

function allows(token: Token, name: Permission, level: Level): boolean {
  const has = token.seesRepository ? (token.permissions[name] ?? 'none') : 'none';
  return has === 'write' || has === level;
}
