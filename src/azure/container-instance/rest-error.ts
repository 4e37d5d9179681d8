import type { RestError } from '@azure/core-rest-pipeline';
import { armError } from '../arm.ts';
import { AzureError } from '../azure-error.ts';
import { TIMED_OUT, isTimeout } from '../request-timeout.ts';
import { retryAfterMs } from '../retry/retry-after.ts';

/** What a call was about, for its error. */
export interface CallContext {
  /** "read the container group iris". */
  readonly doing: string;
  readonly portalUrl?: string;
}

/** Runs a call of an Azure SDK. @throws AzureError for a refused or unanswered request; anything else as it was. */
export async function translateErrors<T>(context: CallContext, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (caught) {
    if (isTimeout(caught)) throw timedOut(context, caught);
    const { isRestError } = await import('@azure/core-rest-pipeline');
    if (!isRestError(caught)) throw caught;
    throw toAzureError(context, caught);
  }
}

function timedOut({ doing, portalUrl }: CallContext, cause: unknown): AzureError {
  const facts = {
    doing,
    status: 0,
    code: '',
    message: TIMED_OUT,
    ...(portalUrl !== undefined && { portalUrl }),
  };
  return new AzureError(facts, { cause });
}

function toAzureError({ doing, portalUrl }: CallContext, caught: RestError): AzureError {
  const { response } = caught;
  const told = armError(parse(response?.bodyAsText));
  const correlationId = response?.headers.get('x-ms-correlation-request-id');
  const wait = retryAfterMs(response?.headers.get('retry-after'));
  return new AzureError(
    {
      doing,
      status: response?.status ?? 0,
      code: told.code,
      message: told.message || caught.message.slice(0, 300),
      ...(correlationId !== undefined && { correlationId }),
      ...(wait !== undefined && { retryAfterMs: wait }),
      ...(portalUrl !== undefined && { portalUrl }),
    },
    { cause: caught },
  );
}

function parse(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
