import { makeJwt } from '../jwt.ts';
import type { WireAnswer } from '../types.ts';
import type { World } from '../world.ts';
import { checkClient } from './client.ts';
import { failure, invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Resources a token can be asked for. Storage accounts may also be named by their own host. */
const RESOURCES: readonly RegExp[] = [
  /^https:\/\/management\.azure\.com\/?$/,
  /^https:\/\/management\.core\.windows\.net\/?$/,
  /^https:\/\/storage\.azure\.com\/?$/,
  /^https:\/\/[a-z0-9]{3,24}\.blob\.core\.windows\.net\/?$/,
  /^https:\/\/containerregistry\.azure\.net\/?$/,
  /^https:\/\/ml\.azure\.com\/?$/,
];

/** How long a token lives: the seconds that the client is told, and those of the wall clock. */
export interface Lifetime {
  readonly told: number;
  readonly real: number;
}

/** The answer of the token endpoint to a form. */
export function token(
  world: World,
  federatedSubject: string,
  form: URLSearchParams,
  lifetime: () => Lifetime,
): WireAnswer {
  const resource = resourceOf(form);
  const refusal =
    checkForm(form) ?? checkClient(world, federatedSubject, form) ?? checkResource(world, resource, form);
  if (refusal) return failure(refusal);
  const now = Math.floor(Date.now() / 1000);
  const { told, real } = lifetime();
  const claims = {
    aud: resource,
    iss: `https://sts.windows.net/${world.tenantId}/`,
    iat: now,
    nbf: now - 300,
    exp: expiry(real),
    appid: world.clientId,
    idtyp: 'app',
    oid: world.objectId,
    sub: world.objectId,
    tid: world.tenantId,
    ver: '1.0',
  };
  const body = {
    token_type: 'Bearer',
    expires_in: told,
    ext_expires_in: told,
    access_token: makeJwt(claims, world.tokenSecret),
  };
  return { status: 200, headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' }, body };
}

/** Whole seconds, as in Azure; a token of few seconds has a fraction, or it could be over at once. */
function expiry(lifetime: number): number {
  const end = Date.now() / 1000 + lifetime;
  return lifetime < 60 ? end : Math.floor(end);
}

function resourceOf(form: URLSearchParams): string {
  const scope = form
    .get('scope')
    ?.split(' ')
    .find((one) => one.endsWith('/.default'));
  return scope?.slice(0, -'/.default'.length) ?? form.get('resource') ?? '';
}

function checkForm(form: URLSearchParams): Refusal | undefined {
  const missing = ['client_id', 'grant_type'].find((name) => !form.get(name));
  if (missing)
    return invalid(
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${missing}'.`,
    );
  const grant = form.get('grant_type') ?? '';
  if (grant === 'client_credentials') return undefined;
  return invalid('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`);
}

function checkResource(world: World, resource: string, form: URLSearchParams): Refusal | undefined {
  if (resource === '') {
    const scope = form.get('scope') ?? '';
    return invalid(
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  if (RESOURCES.some((pattern) => pattern.test(resource))) return undefined;
  return invalid(
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant named ${world.tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  );
}
