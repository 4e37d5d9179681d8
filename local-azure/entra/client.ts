import { readJwt } from '../jwt.ts';
import { FEDERATED_AUDIENCE, GITHUB_ISSUER } from '../oidc.ts';
import type { World } from '../world.ts';
import { invalid, unauthorized } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FEDERATION_HELP = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

/** Checks that the application exists and proves itself by its secret or by a federated assertion. */
export function checkClient(
  world: World,
  federatedSubject: string,
  form: URLSearchParams,
): Refusal | undefined {
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
