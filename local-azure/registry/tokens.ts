import { randomUUID } from 'node:crypto';
import { isSignedWith, makeJwt, readJwt } from '../jwt.ts';
import type { Claims, RegistryAccess } from '../jwt.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';
import { isDenied } from '../world.ts';
import { errorAnswer } from './manifests.ts';

/** The right to pull. Without any right on the registry the exchange itself is refused. */
const PULL = 'Microsoft.ContainerRegistry/registries/pull/read';
/** The right to delete images and repositories. */
const DELETE = 'Microsoft.ContainerRegistry/registries/artifacts/delete';
/** Seconds that the registry's tokens live. Source: `Azure/acr:docs/AAD-OAuth.md`. */
const REFRESH_LIFETIME = 3 * 3600;
const ACCESS_LIFETIME = 75 * 60;
/** Audiences of Entra tokens that the exchange takes. */
const EXCHANGE_AUDIENCES =
  /^https:\/\/(management\.(azure\.com|core\.windows\.net)|containerregistry\.azure\.net)\/?$/;
/** What the registry says to a caller without rights. */
export const HELP = 'authentication required, visit https://aka.ms/acr/authorization for more information.';

/** Entra token to refresh token. */
export function exchange(world: World, request: WireRequest): WireAnswer {
  const form = formOf(request);
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
export function accessToken(world: World, request: WireRequest): WireAnswer {
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
    .filter((one) => one !== undefined)
    .map((one) => (byPassword ? one : granted(world, one)));
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

/** A token has what its owner may do of what was asked for. */
function granted(world: World, asked: RegistryAccess): RegistryAccess {
  const mayDelete = !isDenied(world, DELETE);
  return { ...asked, actions: asked.actions.filter((action) => action !== 'delete' || mayDelete) };
}

/** The claims of a token that this registry gave and that has not expired. */
export function validClaims(world: World, token: string): Claims | undefined {
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

/** True for a request with the admin user's name and password. */
export function isBasicAdmin(world: World, request: WireRequest): boolean {
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
