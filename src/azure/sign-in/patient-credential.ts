import type { TokenCredential } from '@azure/core-auth';
import { AzureError } from '../azure-error.ts';
import type { RetryTools } from '../retry.ts';
import { withRetry } from '../retry.ts';
import { EMPTY_ANSWER } from '../retry/codes.ts';

/** What the identity library says of an answer without a token: an empty one, and one that is no token. */
const EMPTY = /^unknown_error:|Response had no "expiresOn" property/;
/** What it says of any other status that it does not know. */
const STATUS = /Http status code: (\d{3})/;

/**
 * A credential that asks again when the sign-in service answers without a token or asks to wait. The library repeats
 * faults with a status of 5xx and broken connections by itself.
 */
export function patientCredential(credential: TokenCredential, tools: RetryTools): TokenCredential {
  return {
    getToken: async (scopes, options) => {
      const ask = async (): ReturnType<TokenCredential['getToken']> => {
        try {
          return await credential.getToken(scopes, options);
        } catch (caught) {
          throw passing(caught) ?? caught;
        }
      };
      try {
        return await withRetry({ call: 'sign-in' }, ask, tools);
      } catch (caught) {
        // explainSignIn() reads the library's own error.
        throw caught instanceof AzureError ? caught.origin : caught;
      }
    },
  };
}

function passing(caught: unknown): AzureError | undefined {
  if (!(caught instanceof Error)) return undefined;
  const { message } = caught;
  const status = Number(STATUS.exec(message)?.[1] ?? '0');
  if (!EMPTY.test(message) && status !== 429) return undefined;
  const code = EMPTY.test(message) ? EMPTY_ANSWER : '';
  return new AzureError(
    { doing: 'sign in to Azure', status: status || 200, code, message },
    { cause: caught },
  );
}
