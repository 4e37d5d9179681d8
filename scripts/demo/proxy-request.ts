import { request } from 'node:http';

/** A plain-http request that goes through a proxy. */
export interface ProxyRequest {
  readonly url: string;
  readonly proxy: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Sends the request in absolute form, as RFC 9112 section 3.2.2 has it for proxies. */
export function requestThroughProxy(message: ProxyRequest): Promise<{ status: number; body: string }> {
  const { url, proxy, method, headers, body, signal } = message;
  return new Promise((done, fail) => {
    const sent = request(proxy, {
      method,
      path: url,
      headers: { ...headers, host: new URL(url).host },
      signal,
    });
    sent.once('error', fail);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', fail);
      response.once('end', () =>
        done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.end(body);
  });
}
