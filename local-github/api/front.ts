import { randomBytes } from 'node:crypto';
import { jsonOf, record } from '../../local-azure/http.ts';
import type { WireAnswer, WireRequest } from '../../local-azure/types.ts';
import { answerGraphql } from '../endpoints/graphql.ts';
import { ROUTES } from '../endpoints/routes.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import type { State } from '../state.ts';
import { acceptedPermissions, createToken, refuseAccess, tokenOf } from './access.ts';
import type { Token } from './access.ts';
import type { Route } from './call.ts';
import { badCredentials, notFound, refusal } from './errors.ts';
import { faultyAnswer } from './faults.ts';
import type { GitHubFaults } from './faults.ts';
import { primaryLimit, rateHeaders, spend } from './rate-limit.ts';

/** What the front door needs. */
export interface FrontOptions {
  readonly site: Site;
  readonly state: State;
  readonly tokens: ReadonlyMap<string, Token>;
  readonly faults: GitHubFaults;
  readonly now: () => number;
}

/** What an answer is made of. */
interface Visit {
  readonly request: WireRequest;
  readonly requestId: string;
  readonly token: Token;
  readonly target: Target;
}

type Target =
  | { readonly kind: 'graphql' }
  | { readonly kind: 'route'; readonly route: Route; readonly params: readonly string[] }
  | { readonly kind: 'unknown' };

/** Whoever has no token that counts has a share too, so that its answers have the headers. */
const NOBODY_LIMIT = 60;

/** Answers a request as GitHub does. Undefined: the connection breaks. */
export async function answerRequest(
  options: FrontOptions,
  request: WireRequest,
): Promise<WireAnswer | undefined> {
  const { site, tokens, faults } = options;
  const target = targetOf(options, request);
  const token =
    tokenOf(request, tokens) ?? createToken({ login: '', limit: NOBODY_LIMIT, seesRepository: false });
  const requestId = requestIdOf();
  const fault = faults.strike(operationOf(target)) ?? {};
  if (fault.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  if (fault.connection === 'reset') return undefined;
  const visit = { request, requestId, token, target };
  const answer = faultyAnswer(fault, site, token, requestId) ?? answerVisit(options, visit);
  if (fault.connection === 'reset-after') return undefined;
  return { ...answer, headers: { ...headersOf(options, visit), ...answer.headers, ...fault.headers } };
}

function answerVisit(options: FrontOptions, visit: Visit): WireAnswer {
  const { site, state, tokens, now } = options;
  const { request, token, target } = visit;
  if (!request.headers['user-agent']) return withoutUserAgent();
  if (!tokenOf(request, tokens)) return badCredentials(site.docsUrl);
  if (!spend(token, now())) return primaryLimit(site, visit.requestId);
  const json = request.body.length === 0 ? {} : jsonOf(request);
  if (json === undefined) return refusal(400, 'Problems parsing JSON', site.docsUrl);
  const body = record(json);
  if (target.kind === 'graphql') return answerGraphql(body, token);
  if (target.kind === 'unknown') return notFound(site.docsUrl);
  const { route, params } = target;
  const docs = `${site.docsUrl}/${route.docs}`;
  const call = {
    site,
    state,
    token,
    request,
    params,
    query: request.url.searchParams,
    body,
    docs,
    now: now(),
  };
  return refuseAccess(token, state.repository, route, docs) ?? route.answer(call);
}

function targetOf({ site, state }: FrontOptions, { method, url }: WireRequest): Target {
  if (`${url.origin}${url.pathname}` === site.graphqlUrl)
    return method === 'POST' ? { kind: 'graphql' } : { kind: 'unknown' };
  const path = belowRepository(site, state, url);
  for (const route of path === undefined ? [] : ROUTES) {
    const match = route.method === method ? route.path.exec(path ?? '') : null;
    if (match)
      return { kind: 'route', route, params: match.slice(1).map((text) => decodeURIComponent(text)) };
  }
  return { kind: 'unknown' };
}

/** The path below the repository, which goes by its name or, in links to pages, by its id. */
function belowRepository(site: Site, { repository }: State, url: URL): string | undefined {
  const path = url.pathname.slice(new URL(site.apiUrl).pathname.replace(/\/$/, '').length);
  const [, name, id, rest] = /^\/(?:repos\/([^/]+\/[^/]+)|repositories\/(\d+))(\/.*)?$/.exec(path) ?? [];
  const isIt = name === undefined ? Number(id) === repository.id : sameName(name, fullNameOf(repository));
  return isIt ? (rest ?? '') : undefined;
}

function sameName(one: string, other: string): boolean {
  return decodeURIComponent(one).toLowerCase() === other.toLowerCase();
}

function operationOf(target: Target): string {
  return target.kind === 'route' ? target.route.operation : target.kind;
}

function headersOf({ site }: FrontOptions, { requestId, token, target }: Visit): Record<string, string> {
  return {
    ...rateHeaders(token, target.kind === 'graphql' ? 'graphql' : 'core'),
    'x-github-api-version-selected': '2022-11-28',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': requestId,
    ...(target.kind === 'route' && { 'x-accepted-github-permissions': acceptedPermissions(target.route) }),
    ...(site.enterpriseVersion !== undefined && {
      'x-github-enterprise-version': `enterprise-server@${site.enterpriseVersion}`,
    }),
  };
}

/** Source: https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent */
function withoutUserAgent(): WireAnswer {
  const text =
    'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.\r\n';
  return { status: 403, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) };
}

/** Such as 8C2A:1F0B:3D5E77:4A1C22:66E0F1AB. */
function requestIdOf(): string {
  return [2, 2, 3, 3, 4].map((bytes) => randomBytes(bytes).toString('hex').toUpperCase()).join(':');
}
