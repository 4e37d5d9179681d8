import type { HttpClient, HttpHeaders, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { createHttpHeaders } from '@azure/core-rest-pipeline';

/** What a fake service answers. An Error instead of it breaks the connection. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type FakeService = (request: PipelineRequest) => FakeAnswer | Error | Promise<FakeAnswer | Error>;

/** An HTTP client for the SDKs' pipeline that asks a function instead of the network. */
export function fakeClient(service: FakeService): HttpClient {
  return {
    sendRequest: async (request): Promise<PipelineResponse> => {
      const answer = await service(request);
      if (answer instanceof Error) throw answer;
      const headers: HttpHeaders = createHttpHeaders({ ...answer.headers });
      const { body = '' } = answer;
      return {
        request,
        headers,
        status: answer.status,
        bodyAsText: typeof body === 'string' ? body : JSON.stringify(body),
      };
    },
  };
}

/** A credential that always has a token. */
export const anyCredential = {
  getToken: () => Promise.resolve({ token: 'the-token', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
