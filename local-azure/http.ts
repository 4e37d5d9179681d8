import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireAnswer, WireRequest } from './types.ts';

/** Answers requests whose bodies fit into memory. */
export type WireHandler = (request: WireRequest) => Promise<WireAnswer>;

/** Answers a request of one public name; reads and writes the streams itself. */
export type HostHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** Bytes of a request body that are kept in memory. ARM itself refuses more than 4 MB; Entra and the registry get less. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Turns a handler of whole requests into one that a server can call. `answered` sees each exchange. */
export function buffered(
  handler: WireHandler,
  answered: (request: WireRequest, answer: WireAnswer) => void = () => undefined,
): HostHandler {
  return async (incoming, response, url) => {
    const request = await readRequest(incoming, url);
    const answer = await handler(request).catch((caught: unknown) => brokenAnswer(caught));
    answered(request, answer);
    send(response, answer, request.method === 'HEAD');
  };
}

/** Reads a whole request. Throws when the body is larger than any control plane takes. */
export async function readRequest(incoming: IncomingMessage, url: URL): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`The request body is larger than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return {
    method: incoming.method ?? 'GET',
    url,
    headers: plainHeaders(incoming.headers),
    body: Buffer.concat(chunks),
  };
}

/** Header names in lower case, repeated ones joined. */
export function plainHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

/** The bytes of an answer, with the content type they need. */
export function encodeBody(body: unknown): { readonly bytes: Buffer; readonly type?: string } {
  if (body === undefined) return { bytes: Buffer.alloc(0) };
  if (Buffer.isBuffer(body)) return { bytes: body };
  return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json; charset=utf-8' };
}

/** Writes an answer. A HEAD answer announces the length of the body it leaves out. */
export function send(response: ServerResponse, answer: WireAnswer, headOnly = false): void {
  if (response.headersSent || response.destroyed) return;
  const { bytes, type } = encodeBody(answer.body);
  response.writeHead(answer.status, {
    ...(type !== undefined && { 'content-type': type }),
    ...(answer.status !== 204 && { 'content-length': String(bytes.length) }),
    ...answer.headers,
  });
  response.end(headOnly ? undefined : bytes);
}

/** A JSON object of a body, or undefined when it is none. */
export function jsonOf(request: WireRequest): unknown {
  if (request.body.length === 0) return undefined;
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A value as an object whose fields can be asked for; anything else becomes an empty one. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A fault of the local Azure itself, so that a client sees more than a broken connection. */
function brokenAnswer(caught: unknown): WireAnswer {
  const message = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught);
  return {
    status: 500,
    headers: { 'x-ms-request-id': randomUUID() },
    body: { error: { code: 'InternalServerError', message: `The local Azure is at fault: ${message}` } },
  };
}
