import type { TokenCredential } from '@azure/core-auth';
import { ActionError, failure } from '../findings.ts';
import type { Cloud } from './clouds.ts';
import type { SignInMethod } from './sign-in.ts';

/** Milliseconds that `az account get-access-token` may take; the first call on a fresh runner builds az's command index. */
const AZURE_CLI_TIMEOUT_MS = 60_000;

/** Fetches a token from GitHub's OIDC endpoint for the given audience. */
export type IdTokenSource = (audience: string) => Promise<string>;

/**
 * Makes the credential. With OIDC every renewal asks GitHub for a fresh assertion, so that a wait may outlast a token
 * (AADSTS700024, https://github.com/Azure/login/issues/372).
 */
export async function createCredential(
  method: SignInMethod,
  cloud: Cloud,
  idToken: IdTokenSource,
): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  const options = { authorityHost: cloud.authority };
  switch (method.kind) {
    case 'secret':
      return new identity.ClientSecretCredential(
        method.tenantId,
        method.clientId,
        method.clientSecret,
        options,
      );
    case 'oidc': {
      const assertion = (): Promise<string> => idToken(method.audience);
      return new identity.ClientAssertionCredential(method.tenantId, method.clientId, assertion, options);
    }
    case 'cli':
      return new identity.AzureCliCredential({
        processTimeoutInMs: AZURE_CLI_TIMEOUT_MS,
        ...(method.tenantId && { tenantId: method.tenantId }),
      });
  }
}

/**
 * Asks for a first token, so that a sign-in that cannot work ends the run before anything else is tried.
 * @throws ActionError with what to do; an ActionError of the token source is passed on.
 */
export async function verifySignIn(
  credential: TokenCredential,
  method: SignInMethod,
  cloud: Cloud,
): Promise<void> {
  try {
    await credential.getToken(`${cloud.resourceManager}/.default`);
  } catch (caught) {
    throw explainSignIn(caught, method);
  }
}

/** What Entra's commonest refusals mean for a workflow. Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const REFUSALS: readonly { readonly code: RegExp; readonly remedy: string }[] = [
  {
    code: /AADSTS7002(1|13|11|12|138?)\b|AADSTS70021\b|AADSTS700213\b|AADSTS700211\b|AADSTS700212\b/,
    remedy:
      'Add a federated credential to the app registration whose issuer, subject and audience are those of this run (subject such as repo:OWNER/REPO:ref:refs/heads/main or repo:OWNER/REPO:environment:NAME).',
  },
  {
    code: /AADSTS7000215\b/,
    remedy: 'Store the value of the client secret (not its id) in the repository secret.',
  },
  {
    code: /AADSTS7000222\b/,
    remedy: 'The client secret has run out: make a new one, or sign in with OIDC, which has none.',
  },
  {
    code: /AADSTS700016\b/,
    remedy: 'Check client-id and that the app registration lives in the tenant of tenant-id.',
  },
  { code: /AADSTS90002\b|AADSTS900021\b/, remedy: 'Check tenant-id.' },
  {
    code: /AADSTS700024\b/,
    remedy: 'The clock of the runner is wrong, or the token was kept too long: run the job again.',
  },
  {
    code: /endpoints_resolution_error|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|CERT|certificate/i,
    remedy:
      'The runner cannot reach the sign-in service. On a self-hosted runner check HTTPS_PROXY, and NODE_EXTRA_CA_CERTS where a proxy brings its own certificate.',
  },
];

const NO_SIGN_IN =
  'Set client-id, tenant-id and subscription-id with `permissions: id-token: write` (recommended), or client-secret, or creds, or run azure/login before this step.';

function explainSignIn(caught: unknown, method: SignInMethod): ActionError {
  const own = ownError(caught);
  if (own) return own;
  const text = caught instanceof Error ? caught.message : 'no reason was given';
  const firstLines = text.split('\n').slice(0, 2).join(' ').slice(0, 500);
  if (method.kind === 'cli') {
    return failure(
      `There is no sign-in for Azure: no sign-in inputs are set, and the Azure CLI is not signed in (${firstLines}).`,
      {
        remedy: NO_SIGN_IN,
      },
    );
  }
  const remedy =
    REFUSALS.find(({ code }) => code.test(text))?.remedy ?? 'Check client-id, tenant-id and the credential.';
  return failure(
    `Azure refused the sign-in of client ${method.clientId} in tenant ${method.tenantId}: ${firstLines}`,
    { remedy },
  );
}

/** The ActionError of our own token source, which the identity library may have wrapped. */
function ownError(caught: unknown): ActionError | undefined {
  for (let error = caught; error instanceof Error; error = error.cause) {
    if (error instanceof ActionError) return error;
  }
  return undefined;
}
