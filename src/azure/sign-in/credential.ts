import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../clouds.ts';
import { explainSignIn } from './sign-in-refusal.ts';
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
    throw explainSignIn(caught, method, cloud);
  }
}
