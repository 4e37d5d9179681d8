import type { Clock } from '../clock.ts';
import type { Http, HttpAnswer, HttpRequest } from '../http.ts';
import type { Endpoint } from '../service/types.ts';

/** Waits in milliseconds before a request is sent again whose connection broke. The network is not what is tested. */
const RECONNECT_MS = [1_000, 2_000] as const;
/** DNS errors of Node: the name of a new container group takes a while to spread. */
const DNS_ERRORS: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN'];

/** How the service is reached. */
export interface Caller {
  readonly endpoint: Endpoint;
  readonly http: Http;
  readonly clock: Clock;
  /** Milliseconds until a request is given up. */
  readonly timeoutMs: number;
}

/** One request to the service. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** Under the FQDN, as the user would call it. */
  readonly url: string;
  /** Key of the service; absent: none is sent. */
  readonly key?: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
  /** Keeps the bytes of the answer's body. */
  readonly wantsBytes?: boolean;
}

/** What came. Without `answer` there is `problem`. */
export interface CallResult {
  readonly answer?: HttpAnswer;
  /** Such as "no answer within 60 s". */
  readonly problem?: string;
  /** True when the request was given up because no answer came in time. */
  readonly timedOut?: boolean;
  readonly latencyMs: number;
  readonly notes: readonly string[];
}

/**
 * Sends one request and measures it. Never throws. A broken connection is tried again; a status, whatever it is,
 * and a time-out are not. While the FQDN does not resolve, the service is asked by its address.
 */
export async function callService(caller: Caller, call: Call): Promise<CallResult> {
  const notes: string[] = [];
  let byAddress = false;
  for (let attempt = 0; ;) {
    const start = caller.clock.now();
    const sent = await caller
      .http(requestOf(caller, call, byAddress))
      .catch((caught: unknown) => ({ caught }));
    const latencyMs = caller.clock.now() - start;
    if (!('caught' in sent)) return { answer: sent, latencyMs, notes };
    if (isTimeout(sent.caught))
      return { problem: `no answer within ${caller.timeoutMs / 1000} s`, timedOut: true, latencyMs, notes };
    if (!byAddress && isDnsError(sent.caught)) {
      byAddress = true;
      notes.push('the host name did not resolve yet; the service was called by its address');
      continue;
    }
    const wait = RECONNECT_MS[attempt];
    if (wait === undefined) return { problem: `no answer: ${messageOf(sent.caught)}`, latencyMs, notes };
    attempt += 1;
    await caller.clock.sleep(wait);
    notes.push(`the connection broke and was tried again: ${messageOf(sent.caught)}`);
  }
}

function requestOf({ endpoint, timeoutMs }: Caller, call: Call, byAddress: boolean): HttpRequest {
  const url = new URL(call.url);
  const host = url.host;
  if (byAddress) url.hostname = endpoint.ipAddress;
  return {
    url: url.href,
    method: call.method,
    timeoutMs,
    headers: {
      ...(byAddress && { host }),
      ...(call.key !== undefined && { authorization: `Bearer ${call.key}` }),
      ...(call.contentType !== undefined && { 'content-type': call.contentType }),
    },
    ...(call.body !== undefined && { body: call.body }),
    ...(call.wantsBytes && { wantsBytes: true }),
  };
}

function isTimeout(caught: unknown): boolean {
  return caught instanceof Error && caught.name === 'AbortError';
}

function isDnsError(caught: unknown): boolean {
  if (!(caught instanceof Error)) return false;
  const code = 'code' in caught ? caught.code : undefined;
  return DNS_ERRORS.includes(String(code)) || DNS_ERRORS.some((name) => caught.message.includes(name));
}

function messageOf(caught: unknown): string {
  return caught instanceof Error && caught.message !== '' ? caught.message : 'unknown reason';
}
