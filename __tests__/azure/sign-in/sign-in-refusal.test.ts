import { describe, expect, it } from '@jest/globals';
import { CLOUDS } from '../../../src/azure/clouds.ts';
import { explainSignIn } from '../../../src/azure/sign-in/sign-in-refusal.ts';
import type { SignInMethod } from '../../../src/azure/sign-in/sign-in.ts';
import type { Finding } from '../../../src/findings.ts';
import { failure } from '../../../src/findings.ts';

const OIDC: SignInMethod = { kind: 'oidc', tenantId: 't', clientId: 'c', audience: 'a' };
const CLI: SignInMethod = { kind: 'cli' };

function explained(caught: unknown, method = OIDC): Finding | undefined {
  return explainSignIn(caught, method, CLOUDS.AzureUSGovernment).findings[0];
}

/** What the identity library makes of Entra's answer. */
function entra(code: number, text: string): Error {
  return new Error(
    `invalid_client: Error(s): ${code} - Timestamp: 2026-01-01 00:00:00Z - Description: AADSTS${code}: ${text} ` +
      'Trace ID: 1 Correlation ID: 2 Timestamp: 2026-01-01 00:00:00Z - Correlation ID: 2 - Trace ID: 1',
  );
}

describe('a refused sign-in', () => {
  it('is told in the sentences of Entra, and all of it as evidence', () => {
    const caught = entra(700016, "Application 'c' was not found. Check it.");
    expect(explained(caught)).toEqual({
      severity: 'error',
      message:
        "Azure refused the sign-in of client c in tenant t: AADSTS700016: Application 'c' was not found. Check it.",
      remedy: 'Check client-id and that the app registration lives in the tenant of tenant-id.',
      evidence: [caught.message],
    });
  });

  it.each([
    [70021, /Add a federated credential/],
    [700211, /Add a federated credential/],
    [700213, /repo:OWNER\/REPO:ref/],
    [700212, /input audience/],
    [7000215, /not its id/],
    [7000222, /has run out/],
    [90002, /Check tenant-id/],
    [700024, /clock of the runner/],
    [50000, /Check client-id, tenant-id and the credential/],
  ])('AADSTS%d has its remedy', (code, remedy) => {
    expect(explained(entra(code, 'No.'))?.remedy).toMatch(remedy);
  });

  it.each([
    ['network_error: See https://aka.ms/msal.js.errors#network_error for details', 'cannot be reached.'],
    [
      'client_error: Error(s): Not Available - Timestamp: Not Available - Description: A client error occured.\nHttp status code: 403\nHttp status message: Not on the list.\nHeaders: {}',
      'cannot be reached: a proxy answers with HTTP status 403, "Not on the list.".',
    ],
    [
      'client_error: Error(s): Not Available - Description: A client error occured.\nHttp status code: 407',
      'cannot be reached: a proxy answers with HTTP status 407.',
    ],
  ])('%s is no refusal of Entra', (text, what) => {
    expect(explained(new Error(text))).toMatchObject({
      message: `The sign-in service of AzureUSGovernment (https://login.microsoftonline.us) ${what}`,
      remedy: expect.stringMatching(/input cloud.*HTTPS_PROXY.*NODE_EXTRA_CA_CERTS/),
    });
  });

  it("passes on the token source's own error, also when it is wrapped", () => {
    const own = failure('No permission.');
    expect(explained(new Error('wrapped', { cause: own }))?.message).toBe('No permission.');
  });
});

describe('no sign-in', () => {
  it.each([
    ['Azure CLI could not be found. Please visit https://aka.ms/azure-cli', 'the Azure CLI is not installed'],
    ["Please run 'az login' from a command prompt.", 'the Azure CLI is not signed in'],
    ['It took\ntoo long.', 'the Azure CLI gives no token (It took too long.)'],
  ])('%j', (text, why) => {
    const finding = explained(new Error(text), CLI);
    expect(finding?.message).toBe(`There is no sign-in for Azure: no sign-in inputs are set, and ${why}.`);
    expect(finding?.remedy).toMatch(
      /client-id, tenant-id.*id-token: write.*client-secret.*creds.*azure\/login/,
    );
  });
});
