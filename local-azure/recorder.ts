import { encodeBody } from './http.ts';
import type { Exchange, WireAnswer, WireRequest } from './types.ts';

/** Keeps every exchange, as it was on the wire, for the contract checks of the tests. */
export interface Recorder {
  readonly exchanges: Exchange[];
  /** For handlers of whole requests. */
  readonly answered: (request: WireRequest, answer: WireAnswer) => void;
  /** For what was put together elsewhere. */
  readonly record: (exchange: Exchange) => void;
}

export function createRecorder(): Recorder {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    record: (exchange) => void exchanges.push(exchange),
    answered: (request, answer) => {
      const requestBody = parsed(request.body);
      const { bytes, type } = encodeBody(answer.body);
      const body = Buffer.isBuffer(answer.body) ? undefined : parsed(bytes);
      exchanges.push({
        method: request.method,
        url: `${request.url.pathname}${request.url.search}`,
        host: request.url.hostname,
        requestHeaders: request.headers,
        status: answer.status,
        headers: { ...(type !== undefined && { 'content-type': type }), ...answer.headers },
        ...(requestBody !== undefined && { requestBody }),
        ...(body !== undefined && { body }),
      });
    },
  };
}

/** The body as it was at that moment: providers go on changing what they answered with. */
function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
