import { randomUUID } from 'node:crypto';
import type { WireHandler } from './http.ts';
import { makeJwt, readJwt } from './jwt.ts';
import { FEDERATED_AUDIENCE, GITHUB_ISSUER } from './oidc.ts';
import type { WireAnswer, WireRequest } from './types.ts';
import type { World } from './world.ts';

const HOST = 'https://login.microsoftonline.com';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FEDERATION_HELP = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

/** Resources a token can be asked for. Storage accounts may also be named by their own host. */
const RESOURCES: readonly RegExp[] = [
  /^https:\/\/management\.azure\.com\/?$/,
  /^https:\/\/management\.core\.windows\.net\/?$/,
  /^https:\/\/storage\.azure\.com\/?$/,
  /^https:\/\/[a-z0-9]{3,24}\.blob\.core\.windows\.net\/?$/,
  /^https:\/\/containerregistry\.azure\.net\/?$/,
  /^https:\/\/ml\.azure\.com\/?$/,
];

/** Plays Entra ID: discovery and the token endpoint for one tenant with one application. */
export function createEntra(world: World, federatedSubject: string): WireHandler {
  return async (request) => {
    const { pathname } = request.url;
    if (/\/discovery\/instance$/.test(pathname)) return json(instanceDiscovery());
    const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.*)$/.exec(pathname) ?? [];
    const shared = tenant === 'common' || tenant === 'organizations';
    if (!shared && tenant.toLowerCase() !== world.tenantId) return failure(world, unknownTenant(tenant));
    if (/^(v2\.0\/)?\.well-known\/openid-configuration$/.test(rest))
      return json(configuration(tenant, world));
    if (/^oauth2\/(v2\.0\/)?token$/.test(rest)) {
      if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
      return Promise.resolve(
        token(world, federatedSubject, new URLSearchParams(request.body.toString('utf8'))),
      );
    }
    if (/^discovery\/(v2\.0\/)?keys$/.test(rest)) return json({ keys: [] });
    return notFound(request);
  };
}

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly code: number;
  readonly text: string;
}

function token(world: World, federatedSubject: string, form: URLSearchParams): WireAnswer {
  const resource = resourceOf(form);
  const refusal =
    checkForm(form) ?? checkClient(world, federatedSubject, form) ?? checkResource(world, resource, form);
  if (refusal) return failure(world, refusal);
  const now = Math.floor(Date.now() / 1000);
  const lifetime = world.switches.tokenLifetimeSeconds;
  const claims = {
    aud: resource,
    iss: `https://sts.windows.net/${world.tenantId}/`,
    iat: now,
    nbf: now - 300,
    exp: now + lifetime,
    appid: world.clientId,
    idtyp: 'app',
    oid: world.objectId,
    sub: world.objectId,
    tid: world.tenantId,
    ver: '1.0',
  };
  const body = {
    token_type: 'Bearer',
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: makeJwt(claims, world.tokenSecret),
  };
  return { status: 200, headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' }, body };
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

function checkClient(world: World, federatedSubject: string, form: URLSearchParams): Refusal | undefined {
  const clientId = form.get('client_id') ?? '';
  if (clientId.toLowerCase() !== world.clientId) {
    return invalid(
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${world.tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    );
  }
  const assertion = form.get('client_assertion');
  if (assertion !== null)
    return checkAssertion(federatedSubject, form.get('client_assertion_type'), assertion);
  const secret = form.get('client_secret');
  if (!secret) {
    return unauthorized(
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    );
  }
  if (secret === world.clientSecret) return undefined;
  return unauthorized(
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  );
}

/** A federated credential: GitHub's issuer, the audience of token exchange and one subject, all compared with case. */
function checkAssertion(
  federatedSubject: string,
  type: string | null,
  assertion: string,
): Refusal | undefined {
  const claims = readJwt(assertion);
  if (type !== ASSERTION_TYPE || !claims)
    return invalid('invalid_request', 50027, 'JWT token is invalid or malformed.');
  const now = Date.now() / 1000;
  if (claims.exp <= now || claims.nbf > now) {
    const [at, from, until] = [now, claims.nbf, claims.exp].map((seconds) =>
      new Date(seconds * 1000).toISOString(),
    );
    return unauthorized(
      700024,
      `Client assertion is not within its valid time range. Current time: ${at ?? ''}, assertion valid from ${from ?? ''}, expiry time of assertion ${until ?? ''}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .`,
    );
  }
  const subject = claims.sub ?? '';
  const none = 'No matching federated identity record found for presented assertion';
  const help = `Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${FEDERATION_HELP}`;
  if (claims.iss !== GITHUB_ISSUER) return unauthorized(700211, `${none} issuer '${claims.iss}'. ${help}`);
  if (claims.aud !== FEDERATED_AUDIENCE)
    return unauthorized(700212, `${none} audience '${claims.aud}'. ${help}`);
  if (subject !== federatedSubject) return unauthorized(700213, `${none} subject '${subject}'. ${help}`);
  return undefined;
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

function unknownTenant(tenant: string): Refusal {
  return invalid(
    'invalid_tenant',
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );
}

function invalid(error: string, code: number, text: string): Refusal {
  return { status: 400, error, code, text };
}

function unauthorized(code: number, text: string): Refusal {
  return { status: 401, error: 'invalid_client', code, text };
}

/** Entra's error body. Shape recorded in public issues, such as microsoft/Agents#202. */
function failure(_world: World, refusal: Refusal): WireAnswer {
  const timestamp = new Date()
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const [trace, correlation] = [randomUUID(), randomUUID()];
  return {
    status: refusal.status,
    headers: { 'cache-control': 'no-store, no-cache', 'x-ms-request-id': trace },
    body: {
      error: refusal.error,
      error_description: `AADSTS${refusal.code}: ${refusal.text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [refusal.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `${HOST}/error?code=${refusal.code}`,
    },
  };
}

function instanceDiscovery(): object {
  return {
    tenant_discovery_endpoint: `${HOST}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: 'login.microsoftonline.com',
        preferred_cache: 'login.windows.net',
        aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
      },
    ],
  };
}

function configuration(tenant: string, world: World): object {
  const authority = `${HOST}/${tenant}`;
  return {
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${HOST}/${tenant === 'common' ? '{tenantid}' : world.tenantId}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    cloud_instance_name: 'microsoftonline.com',
    tenant_region_scope: 'EU',
  };
}

function json(body: object): WireAnswer {
  return { status: 200, body };
}

function notFound(request: WireRequest): WireAnswer {
  return {
    status: 404,
    body: { error: 'not_found', error_description: `Entra has no ${request.url.pathname} here.` },
  };
}
