import { AzureError } from '../azure-error.ts';

/** What of an SDK's RestError is read here. Duck-typed: importing the class would load the library. */
interface RestErrorLike extends Error {
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly response?: { readonly headers?: { get?: (name: string) => string | undefined } };
}

/**
 * Turns what the storage SDK threw into an AzureError. Anything that is not about the request, such as a failed sign-in,
 * is thrown on.
 */
export function toStorageError(doing: string, caught: unknown): AzureError {
  if (caught instanceof AzureError) return caught;
  if (!isRestError(caught)) throw caught;
  const status = typeof caught.statusCode === 'number' ? caught.statusCode : 0;
  // A HEAD has no body: its error code comes in a header only.
  const header = caught.response?.headers?.get?.('x-ms-error-code');
  const code = header ?? (typeof caught.code === 'string' ? caught.code : '');
  // The lines after the first repeat the request id and the time. A message that is markup says nothing.
  const [message = ''] = caught.message.split('\n');
  const correlationId = caught.response?.headers?.get?.('x-ms-request-id');
  return new AzureError(
    {
      doing,
      status,
      code,
      message: message.startsWith('<') ? '' : message,
      ...(correlationId !== undefined && { correlationId }),
    },
    { cause: caught },
  );
}

function isRestError(caught: unknown): caught is RestErrorLike {
  return caught instanceof Error && caught.name === 'RestError';
}
