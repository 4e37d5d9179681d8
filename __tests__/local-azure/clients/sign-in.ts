import { ClientAssertionCredential, ClientSecretCredential } from '@azure/identity';
import type { TokenCredential } from '@azure/identity';
import { arm, call, groupPath, info } from './lib.ts';
import { report } from './lib.ts';

const SCOPE = 'https://management.azure.com/.default';
const OTHER = '99999999-9999-4999-8999-999999999999';

async function idToken(audience: string): Promise<string> {
  const url = `${process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''}&audience=${encodeURIComponent(audience)}`;
  return (
    (await call('GET', url, { token: process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '' })).body['value'] ??
    ''
  );
}

async function outcome(credential: TokenCredential): Promise<string> {
  try {
    return (await credential.getToken(SCOPE)) ? 'token' : 'none';
  } catch (caught) {
    return caught instanceof Error ? caught.message : String(caught);
  }
}

/** A token with other claims; nobody checks its signature. */
function forged(token: string, changes: object): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
  return ['e30', Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url'), 'x'].join('.');
}

function assertion(make: () => Promise<string>): TokenCredential {
  return new ClientAssertionCredential(info.tenantId, info.clientId, make);
}

const good = await idToken('api://AzureADTokenExchange');
const wrongRequestToken = await call('GET', process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '', {
  token: 'no',
});
const group = await arm('GET', groupPath, '2021-04-01');
report({
  secret: await outcome(new ClientSecretCredential(info.tenantId, info.clientId, info.clientSecret)),
  wrongSecret: await outcome(new ClientSecretCredential(info.tenantId, info.clientId, 'wrong')),
  unknownApp: await outcome(new ClientSecretCredential(info.tenantId, OTHER, info.clientSecret)),
  unknownTenant: await outcome(new ClientSecretCredential(OTHER, info.clientId, info.clientSecret)),
  assertion: await outcome(assertion(() => Promise.resolve(good))),
  expired: await outcome(assertion(() => Promise.resolve(forged(good, { exp: 1 })))),
  otherBranch: await outcome(
    assertion(() => Promise.resolve(forged(good, { sub: 'repo:contoso/iris:ref:refs/heads/other' }))),
  ),
  otherIssuer: await outcome(assertion(() => Promise.resolve(forged(good, { iss: 'https://example.com' })))),
  otherAudience: await outcome(assertion(() => idToken('https://github.com/contoso'))),
  wrongRequestToken: wrongRequestToken.status,
  group: [group.status, group.body['location'], group.headers['x-ms-ratelimit-remaining-subscription-reads']],
});
