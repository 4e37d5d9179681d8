import type { Http, HttpAnswer, HttpRequest } from '../http.ts';
import { AzureError } from './azure-error.ts';
import type { RetryTools } from './retry.ts';
import { withRetry } from './retry.ts';
import { retryAfterMs } from './retry/retry-after.ts';

/**
 * HTTP for the registry's own API, which no library of Azure speaks. What may pass is tried again; what stays is
 * answered, or rejected, as without it.
 */
export function patientHttp(http: Http, tools: RetryTools): Http {
  return async (request) => {
    let last: HttpAnswer | undefined;
    const send = async (): Promise<HttpAnswer> => {
      last = undefined;
      last = await http(request).catch((caught: unknown) => {
        throw unanswered(request, caught);
      });
      if (last.status < 400) return last;
      throw refused(request, last);
    };
    try {
      return await withRetry({ call: 'registry' }, send, tools);
    } catch (caught) {
      if (last) return last;
      throw caught;
    }
  };
}

function refused(request: HttpRequest, { status, headers }: HttpAnswer): AzureError {
  const wait = retryAfterMs(headers['retry-after']);
  return new AzureError({
    doing: doing(request),
    status,
    code: '',
    message: '',
    ...(wait !== undefined && { retryAfterMs: wait }),
  });
}

function unanswered(request: HttpRequest, caught: unknown): unknown {
  if (!(caught instanceof Error)) return caught;
  return new AzureError(
    { doing: doing(request), status: 0, code: '', message: caught.message },
    { cause: caught },
  );
}

/** Without the query, which may hold a token. */
function doing({ url }: HttpRequest): string {
  const { host, pathname } = new URL(url);
  return `ask ${host}${pathname}`;
}
