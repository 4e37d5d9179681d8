import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Pipeline, PipelineRequest, PipelineResponse, ProxySettings } from '@azure/core-rest-pipeline';
import { plainHttpProxy } from './proxy.ts';

/** One request of the Action outside the Azure SDKs. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds until the request is given up. */
  readonly timeoutMs: number;
  /** Keeps the bytes of the answer's body: what is no text in UTF-8 cannot be had from its text. */
  readonly wantsBytes?: boolean;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the body, where they were wanted. */
  readonly bytes?: Uint8Array;
}

/**
 * Sends one request. Resolves for every status; rejects when there was no answer.
 * Redirects are not followed and nothing is retried: the caller decides.
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * HTTP that honours HTTPS_PROXY, HTTP_PROXY and NO_PROXY, which Node's fetch does not.
 * The pipeline is the one the Azure SDKs use, so all traffic of the Action takes the same way.
 */
export async function createHttp(): Promise<Http> {
  const {
    createDefaultHttpClient,
    createEmptyPipeline,
    createHttpHeaders,
    createPipelineRequest,
    proxyPolicy,
  } = await import('@azure/core-rest-pipeline');
  const client = createDefaultHttpClient();
  const pipelineBy = (proxy?: ProxySettings): Pipeline => {
    const made = createEmptyPipeline();
    made.addPolicy(proxyPolicy(proxy));
    return made;
  };
  const secure = pipelineBy();
  const plain = pipelineBy(plainHttpProxy(process.env));
  return async (request) => {
    const way = request.url.startsWith('http:') ? plain : secure;
    const message: PipelineRequest = createPipelineRequest({
      url: request.url,
      method: request.method ?? 'GET',
      headers: createHttpHeaders({ ...request.headers }),
      timeout: request.timeoutMs,
      allowInsecureConnection: true,
      ...(request.body !== undefined && { body: request.body }),
      ...(request.wantsBytes && { streamResponseStatusCodes: ANY_STATUS }),
      ...(request.signal && { abortSignal: request.signal }),
    });
    return toAnswer(await way.sendRequest(client, message), request);
  };
}

/** The pipeline's word for every status. */
const ANY_STATUS = new Set([Number.POSITIVE_INFINITY]);

async function toAnswer(response: PipelineResponse, request: HttpRequest): Promise<HttpAnswer> {
  const { status, headers, bodyAsText, readableStreamBody } = response;
  const answer = { status, headers: headers.toJSON() };
  if (!readableStreamBody) return { ...answer, body: bodyAsText ?? '' };
  const bytes = await readAll(readableStreamBody, request);
  return { ...answer, body: bytes.toString('utf8'), bytes };
}

/** The pipeline's own time-out ends with the head of the answer. */
async function readAll(
  stream: NodeJS.ReadableStream,
  { timeoutMs, signal: stop }: HttpRequest,
): Promise<Buffer> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const signal = stop ? AbortSignal.any([stop, late.signal]) : late.signal;
  try {
    return await pipeline(stream, (source) => buffer(source), { signal });
  } catch (caught) {
    signal.throwIfAborted();
    throw caught;
  } finally {
    clearTimeout(timer);
  }
}
