import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { LocalAzure } from '../../local-azure/start.ts';
import { runClient, START_TIMEOUT_MS } from './support.ts';

describe('signing in under the public names, with nothing but env', () => {
  let azure: LocalAzure;
  let result: Record<string, unknown>;

  beforeAll(async () => {
    azure = await startLocalAzure();
    result = (await runClient(azure.info, 'sign-in')) as Record<string, unknown>;
  }, START_TIMEOUT_MS);
  afterAll(() => azure.stop());

  it.each(['secret', 'assertion'])('gives a token for a %s', (name) => {
    expect(result[name]).toBe('token');
  });

  it.each([
    ['wrongSecret', 'AADSTS7000215: Invalid client secret provided'],
    [
      'unknownApp',
      "AADSTS700016: Application with identifier '99999999-9999-4999-8999-999999999999' was not found",
    ],
    ['unknownTenant', "AADSTS90002: Tenant '99999999-9999-4999-8999-999999999999' not found"],
    ['expired', 'AADSTS700024: Client assertion is not within its valid time range'],
    [
      'otherBranch',
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:contoso/iris:ref:refs/heads/other'",
    ],
    ['otherIssuer', 'AADSTS700211: '],
    ['otherAudience', 'AADSTS700212: '],
  ])('refuses %s with the code of Entra', (name, text) => {
    expect(result[name]).toEqual(expect.stringContaining(text));
  });

  it('asks for the request token of the job', () => {
    expect(result['wrongRequestToken']).toBe(401);
  });

  it('lets the token through to Resource Manager', () => {
    expect(result['group']).toEqual([200, 'westeurope', '249']);
  });

  it('keeps every exchange by host', () => {
    const hosts = new Set(azure.exchanges.map(({ host }) => host));
    expect([...hosts].sort()).toEqual(['login.microsoftonline.com', 'management.azure.com']);
  });
});
