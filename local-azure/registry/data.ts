import type { WireHandler } from '../http.ts';
import { bearerOf } from '../jwt.ts';
import type { ImageStore, WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';
import { apiVersion, errorAnswer, manifestAnswer, parseManifestPath } from './manifests.ts';
import { deletionAnswer, parseRepositoryPath } from './repositories.ts';
import { accessToken, exchange, HELP, isBasicAdmin, validClaims } from './tokens.ts';

/** Plays the registry under its login server: token exchange, tokens, manifests, and the deletion of repositories. */
export function createRegistryData(world: World, images: ImageStore): WireHandler {
  return (request) => {
    const { pathname } = request.url;
    if (pathname === '/oauth2/exchange' && request.method === 'POST')
      return Promise.resolve(exchange(world, request));
    if (pathname === '/oauth2/token') return Promise.resolve(accessToken(world, request));
    if (/^\/v2\/?$/.test(pathname)) return Promise.resolve(base(world, request));
    const doomed = request.method === 'DELETE' ? parseRepositoryPath(pathname) : undefined;
    if (doomed !== undefined) {
      const refusal = checkAccess(world, request, doomed, 'delete');
      const remove = (): WireAnswer => deletionAnswer(images.remove(world.registryServer, doomed), doomed);
      return Promise.resolve(refusal ?? remove());
    }
    const manifest = parseManifestPath(pathname);
    if (!manifest)
      return Promise.resolve(errorAnswer(404, 'NAME_UNKNOWN', 'repository name not known to registry', {}));
    const refused = checkAccess(world, request, manifest.repository, 'pull');
    return Promise.resolve(
      refused ??
        manifestAnswer(
          images.find(world.registryServer, manifest.repository, manifest.reference),
          manifest,
          request,
        ),
    );
  };
}

function base(world: World, request: WireRequest): WireAnswer {
  const token = bearerOf(request.headers);
  const valid = token !== undefined ? validClaims(world, token) !== undefined : isBasicAdmin(world, request);
  if (valid) return { status: 200, headers: apiVersion(), body: {} };
  return challenge(world, undefined, undefined);
}

function checkAccess(
  world: World,
  request: WireRequest,
  repository: string,
  wanted: 'pull' | 'delete',
): WireAnswer | undefined {
  if (isBasicAdmin(world, request)) return undefined;
  const scope = `repository:${repository}:${wanted}`;
  const token = bearerOf(request.headers);
  const claims = token === undefined ? undefined : validClaims(world, token);
  if (claims?.grant_type !== 'access_token')
    return challenge(world, scope, token === undefined ? undefined : 'invalid_token');
  const allowed = claims.access?.some(
    (one) =>
      one.type === 'repository' &&
      one.name === repository &&
      one.actions.some((action) => action === wanted || action === '*'),
  );
  return allowed === true ? undefined : challenge(world, scope, 'insufficient_scope');
}

function challenge(world: World, scope: string | undefined, error: string | undefined): WireAnswer {
  const server = world.registryServer;
  const parts = [`realm="https://${server}/oauth2/token"`, `service="${server}"`];
  if (scope !== undefined) parts.push(`scope="${scope}"`);
  if (error !== undefined) parts.push(`error="${error}"`);
  const [type, name, action] = scope?.split(':') ?? [];
  const detail = scope === undefined ? undefined : [{ Type: type, Name: name, Action: action }];
  const answer = errorAnswer(401, 'UNAUTHORIZED', HELP, detail);
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': `Bearer ${parts.join(',')}` } };
}
