import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http';
import { ServerResponse } from 'node:http';
import { plainHeaders } from '../http.ts';
import type { WireAnswer } from '../types.ts';

/** Takes what a handler answers instead of sending it. The body has to fit into memory. */
export class CapturedResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  #headers: Readonly<Record<string, string>> = {};

  readonly #isHead: boolean;

  constructor(request: IncomingMessage) {
    super(request);
    this.#isHead = request.method === 'HEAD';
  }

  /** What was answered. */
  get answer(): WireAnswer {
    const dropped = this.#isHead ? ['transfer-encoding'] : ['transfer-encoding', 'content-length'];
    const headers = Object.entries(this.#headers).filter(([name]) => !dropped.includes(name));
    return {
      status: this.statusCode,
      headers: Object.fromEntries(headers),
      body: Buffer.concat(this.#chunks),
    };
  }

  override writeHead(
    statusCode: number,
    reasonOrHeaders?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ): this {
    this.statusCode = statusCode;
    const given = typeof reasonOrHeaders === 'object' ? reasonOrHeaders : headers;
    if (given !== undefined && !Array.isArray(given)) this.#headers = texts(given);
    return this;
  }

  override write(chunk: unknown): boolean {
    this.#keep(chunk);
    return true;
  }

  override end(chunk?: unknown): this {
    this.#keep(chunk);
    this.emit('finish');
    this.emit('close');
    return this;
  }

  #keep(chunk: unknown): void {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) this.#chunks.push(Buffer.from(chunk));
  }
}

function texts(headers: OutgoingHttpHeaders): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    typeof value === 'number' ? String(value) : value,
  ]);
  return plainHeaders(Object.fromEntries(named) as IncomingMessage['headers']);
}
