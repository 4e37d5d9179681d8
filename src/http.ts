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
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
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
    const pipeline = createEmptyPipeline();
    pipeline.addPolicy(proxyPolicy(proxy));
    return pipeline;
  };
  const secure = pipelineBy();
  const plain = pipelineBy(plainHttpProxy(process.env));
  return async (request) => {
    const pipeline = request.url.startsWith('http:') ? plain : secure;
    const message: PipelineRequest = createPipelineRequest({
      url: request.url,
      method: request.method ?? 'GET',
      headers: createHttpHeaders({ ...request.headers }),
      timeout: request.timeoutMs,
      allowInsecureConnection: true,
      ...(request.body !== undefined && { body: request.body }),
      ...(request.signal && { abortSignal: request.signal }),
    });
    return toAnswer(await pipeline.sendRequest(client, message));
  };
}

function toAnswer(response: PipelineResponse): HttpAnswer {
  return {
    status: response.status,
    headers: response.headers.toJSON(),
    body: response.bodyAsText ?? '',
  };
}
