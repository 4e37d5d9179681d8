import { request } from 'node:http';

/** One call of a service, as a client of it would make it. */
export interface Call {
  readonly method?: string;
  /** The raw request target: nothing in it is normalised. */
  readonly path: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface CallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Calls `host` (an FQDN or address of a container group) on port 80 through the local Azure's proxy. */
export function callThroughProxy(proxy: string, host: string, call: Call): Promise<CallAnswer> {
  const { hostname, port } = new URL(proxy);
  return new Promise((resolve, reject) => {
    const message = request(
      {
        hostname,
        port,
        method: call.method ?? 'GET',
        path: `http://${host}${call.path}`,
        headers: {
          host,
          ...(call.key !== undefined && { authorization: `Bearer ${call.key}` }),
          ...(call.body !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(call.body),
          }),
          ...call.headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
        answer.on('error', reject);
      },
    );
    message.on('error', reject);
    message.end(call.body);
  });
}
