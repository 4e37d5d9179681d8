import { bearerOf, isSignedWith, readJwt } from '../jwt.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';
import { isDenied } from '../world.ts';
import { armError } from './errors.ts';
import { actionOf } from './path.ts';
import type { ArmPath } from './path.ts';

/** What a token for ARM may have as its audience; the message of a refusal lists them. */
const AUDIENCES = [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
] as const;

/** Refuses a request without a valid token for ARM. */
export function authenticate(world: World, request: WireRequest): WireAnswer | undefined {
  const token = bearerOf(request.headers);
  if (token === undefined) {
    return refusal(
      world,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
    );
  }
  const claims = readJwt(token);
  if (!claims || !isSignedWith(token, world.tokenSecret)) {
    return refusal(world, 'InvalidAuthenticationToken', 'The access token is invalid.');
  }
  if (claims.exp * 1000 <= Date.now()) {
    const [end, now] = [claims.exp * 1000, Date.now()].map((time) => new Date(time).toUTCString());
    const message = `The access token expiry UTC time '${end ?? ''}' is earlier than current UTC time '${now ?? ''}'.`;
    return refusal(world, 'ExpiredAuthenticationToken', message);
  }
  if (AUDIENCES.some((audience) => audience === claims.aud)) return undefined;
  const allowed = AUDIENCES.map((audience) => `'${audience}'`).join(',');
  return refusal(
    world,
    'InvalidAuthenticationTokenAudience',
    `The access token has been obtained for wrong audience or resource '${claims.aud}'. It should exactly match with one of the allowed audiences ${allowed}.`,
  );
}

/** Refuses a request for which a right was taken away. */
export function authorize(world: World, request: WireRequest, path: ArmPath): WireAnswer | undefined {
  const action = actionOf(request.method, path);
  return isDenied(world, action) ? authorizationFailed(world, request, path) : undefined;
}

/** The refusal of a request for which a right is missing. */
export function authorizationFailed(world: World, request: WireRequest, path: ArmPath): WireAnswer {
  const action = actionOf(request.method, path);
  const scope = decodeURIComponent(request.url.pathname);
  return armError(
    403,
    'AuthorizationFailed',
    `The client '${world.clientId}' with object id '${world.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function refusal(world: World, code: string, message: string): WireAnswer {
  const realm = `Bearer authorization_uri="https://login.microsoftonline.com/${world.tenantId}", error="invalid_token", error_description="${message}"`;
  return { ...armError(401, code, message), headers: { 'www-authenticate': realm } };
}
