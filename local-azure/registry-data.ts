import { createHash, randomUUID } from 'node:crypto';
import type { WireHandler } from './http.ts';
import { bearerOf, isSignedWith, makeJwt, readJwt } from './jwt.ts';
import type { Claims, RegistryAccess } from './jwt.ts';
import type { ImageStore, WireAnswer, WireRequest } from './types.ts';
import type { World } from './world.ts';
import { isDenied } from './world.ts';

/** The right to pull. Without any right on the registry the exchange itself is refused. */
const PULL = 'Microsoft.ContainerRegistry/registries/pull/read';
/** Seconds that the registry's tokens live. Source: `Azure/acr:docs/AAD-OAuth.md`. */
const REFRESH_LIFETIME = 3 * 3600;
const ACCESS_LIFETIME = 75 * 60;
/** Audiences of Entra tokens that the exchange takes. */
const EXCHANGE_AUDIENCES =
  /^https:\/\/(management\.(azure\.com|core\.windows\.net)|containerregistry\.azure\.net)\/?$/;
const HELP = 'authentication required, visit https://aka.ms/acr/authorization for more information.';

/** Plays the registry under its login server: token exchange, tokens and manifests. */
export function createRegistryData(world: World, images: ImageStore): WireHandler {
  return (request) => {
    const { pathname } = request.url;
    if (pathname === '/oauth2/exchange' && request.method === 'POST')
      return Promise.resolve(exchange(world, formOf(request)));
    if (pathname === '/oauth2/token') return Promise.resolve(accessToken(world, request));
    if (/^\/v2\/?$/.test(pathname)) return Promise.resolve(base(world, request));
    const manifest = parseManifestPath(pathname);
    if (!manifest)
      return Promise.resolve(errorAnswer(404, 'NAME_UNKNOWN', 'repository name not known to registry', {}));
    const refused = checkAccess(world, request, manifest.repository);
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

type Manifest = NonNullable<ReturnType<ImageStore['find']>>;

/** Which manifest is meant. */
export interface ManifestPath {
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
}

/** Takes `/v2/<repository>/manifests/<reference>` apart. */
export function parseManifestPath(pathname: string): ManifestPath | undefined {
  const [, repository, reference] =
    /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(decodeURIComponent(pathname)) ?? [];
  return repository !== undefined && reference !== undefined ? { repository, reference } : undefined;
}

/** The answer to GET and HEAD of a manifest. */
export function manifestAnswer(
  image: Manifest | undefined,
  { repository, reference }: ManifestPath,
  request: WireRequest,
): WireAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return errorAnswer(405, 'UNSUPPORTED', 'The operation is unsupported.', {});
  if (!image) {
    const detail = reference.startsWith('sha256:')
      ? { Name: repository, Revision: reference }
      : { Tag: reference };
    return errorAnswer(404, 'MANIFEST_UNKNOWN', `manifest tagged by "${reference}" is not found`, detail);
  }
  return {
    status: 200,
    headers: {
      ...apiVersion(),
      'content-type': mediaTypeOf(image.manifest),
      'docker-content-digest': image.digest,
      etag: `"${image.digest}"`,
    },
    body: Buffer.isBuffer(image.manifest) ? image.manifest : Buffer.from(JSON.stringify(image.manifest)),
  };
}

function mediaTypeOf(manifest: unknown): string {
  const type =
    typeof manifest === 'object' && manifest !== null && 'mediaType' in manifest
      ? manifest.mediaType
      : undefined;
  return typeof type === 'string' ? type : 'application/vnd.docker.distribution.manifest.v2+json';
}

/** Entra token to refresh token. */
function exchange(world: World, form: URLSearchParams): WireAnswer {
  const token = form.get('access_token') ?? '';
  const claims = readJwt(token);
  const valid =
    form.get('grant_type') === 'access_token' &&
    form.get('service') === world.registryServer &&
    claims !== undefined &&
    isSignedWith(token, world.tokenSecret) &&
    claims.exp * 1000 > Date.now() &&
    EXCHANGE_AUDIENCES.test(claims.aud);
  if (!valid || isDenied(world, PULL)) return errorAnswer(401, 'UNAUTHORIZED', HELP, undefined);
  return {
    status: 200,
    body: { refresh_token: registryToken(world, 'refresh_token', REFRESH_LIFETIME, []) },
  };
}

/** Refresh token or user name and password to access token. */
function accessToken(world: World, request: WireRequest): WireAnswer {
  const form = request.method === 'POST' ? formOf(request) : request.url.searchParams;
  const service = form.get('service');
  if (service !== null && service !== world.registryServer)
    return errorAnswer(401, 'UNAUTHORIZED', HELP, undefined);
  const refresh = form.get('refresh_token');
  const claims = refresh === null ? undefined : validClaims(world, refresh);
  const byPassword =
    form.get('grant_type') === 'password' && isAdmin(world, form.get('username'), form.get('password'));
  if (claims?.grant_type !== 'refresh_token' && !byPassword && !isBasicAdmin(world, request)) {
    return errorAnswer(401, 'UNAUTHORIZED', HELP, undefined);
  }
  const access = form
    .getAll('scope')
    .flatMap((scope) => scope.split(' '))
    .map(accessOf)
    .filter((one) => one !== undefined);
  return {
    status: 200,
    body: { access_token: registryToken(world, 'access_token', ACCESS_LIFETIME, access) },
  };
}

/** `repository:aci-model-deploy/iris:pull` */
function accessOf(scope: string): RegistryAccess | undefined {
  const [, type, name, actions] = /^(repository|registry):(.+):([a-z*,_]+)$/.exec(scope) ?? [];
  return type !== undefined && name !== undefined && actions !== undefined
    ? { type, name, actions: actions.split(',') }
    : undefined;
}

function base(world: World, request: WireRequest): WireAnswer {
  const token = bearerOf(request.headers);
  const valid = token !== undefined ? validClaims(world, token) !== undefined : isBasicAdmin(world, request);
  if (valid) return { status: 200, headers: apiVersion(), body: {} };
  return challenge(world, undefined, undefined);
}

function checkAccess(world: World, request: WireRequest, repository: string): WireAnswer | undefined {
  if (isBasicAdmin(world, request)) return undefined;
  const scope = `repository:${repository}:pull`;
  const token = bearerOf(request.headers);
  const claims = token === undefined ? undefined : validClaims(world, token);
  if (claims?.grant_type !== 'access_token')
    return challenge(world, scope, token === undefined ? undefined : 'invalid_token');
  const allowed = claims.access?.some(
    (one) =>
      one.type === 'repository' &&
      one.name === repository &&
      one.actions.some((action) => action === 'pull' || action === '*'),
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

function validClaims(world: World, token: string): Claims | undefined {
  const claims = readJwt(token);
  const mine = claims?.aud === world.registryServer && isSignedWith(token, world.tokenSecret);
  return mine && claims.exp * 1000 > Date.now() ? claims : undefined;
}

function registryToken(
  world: World,
  kind: string,
  lifetime: number,
  access: readonly RegistryAccess[],
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    jti: randomUUID(),
    sub: world.objectId,
    nbf: now - 900,
    exp: now + lifetime,
    iat: now,
    iss: 'Azure Container Registry',
    aud: world.registryServer,
    version: '1.0',
    grant_type: kind,
    ...(kind === 'access_token' && { access }),
  };
  return makeJwt(claims, world.tokenSecret);
}

function isBasicAdmin(world: World, request: WireRequest): boolean {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
  const [user = '', ...password] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  return encoded !== undefined && isAdmin(world, user, password.join(':'));
}

function isAdmin(world: World, user: string | null, password: string | null): boolean {
  return world.switches.registryAdmin && user === world.registryName && password === world.registryPassword;
}

function formOf(request: WireRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString('utf8'));
}

/** A registry's error answer. */
export function errorAnswer(status: number, code: string, message: string, detail: unknown): WireAnswer {
  const correlation = createHash('md5').update(randomUUID()).digest('hex');
  const error = { code, message, ...(detail !== undefined && { detail }) };
  return {
    status,
    headers: { ...apiVersion(), 'x-ms-correlation-request-id': correlation },
    body: { errors: [error] },
  };
}

/** Says that the server speaks the registry protocol. */
export function apiVersion(): Record<string, string> {
  return { 'docker-distribution-api-version': 'registry/2.0' };
}
