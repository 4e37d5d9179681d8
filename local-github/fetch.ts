import { encodeBody } from '../local-azure/http.ts';
import type { WireAnswer, WireRequest } from '../local-azure/types.ts';

/** A `fetch` that reaches nothing but one server in this process. */
export type LocalFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Statuses that may have no body. */
const EMPTY = [204, 205, 304];

/** Makes a `fetch` of a function that answers requests; undefined from it is a connection that breaks. */
export function createFetch(
  apiUrl: string,
  answer: (request: WireRequest) => Promise<WireAnswer | undefined>,
): LocalFetch {
  const { host } = new URL(apiUrl);
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.host !== host) throw new TypeError(`The local GitHub does not play ${url.host}`);
    const headers = Object.fromEntries(request.headers);
    const body = Buffer.from(await request.arrayBuffer());
    const answered = await answer({ method: request.method, url, headers, body });
    if (!answered) throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
    return responseOf(answered);
  };
}

function responseOf({ status, headers, body }: WireAnswer): Response {
  const { bytes, type } = encodeBody(body);
  const all = { ...(type !== undefined && { 'content-type': type }), ...headers };
  return new Response(EMPTY.includes(status) ? null : new Uint8Array(bytes), { status, headers: all });
}
