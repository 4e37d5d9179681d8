import { request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from '../http.ts';
import type { HostHandler } from '../http.ts';
import type { RuntimeAddress, WireAnswer } from '../types.ts';
import { unreachable } from './target.ts';
import type { Refusal } from './target.ts';

/** Headers between the client and the proxy only. */
const HOP_HEADERS = ['proxy-connection', 'proxy-authorization'];

/** Passes a request in absolute form on to a container group. Host and path stay as the client wrote them. */
export function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  address: RuntimeAddress,
  path: string,
): void {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !HOP_HEADERS.includes(name)),
  );
  const target = {
    host: address.host,
    port: address.port,
    method: request.method,
    path,
    headers,
    agent: false,
  };
  const onward = forward(target, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => response.destroy()).pipe(response);
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else refuse(response, unreachable(`Nothing answers at ${request.headers.host ?? 'that address'}.`));
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** Runs a handler; a fault of the handler becomes an answer. */
export async function serve(
  handler: HostHandler,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    await handler(request, response, url);
  } catch (caught) {
    const message = caught instanceof Error ? caught.message : String(caught);
    send(response, plainText(500, `The local Azure is at fault: ${message}`));
  }
}

/** Answers with a refusal as text. */
export function refuse(response: ServerResponse, { status, text }: Refusal): void {
  send(response, plainText(status, text));
}

function plainText(status: number, text: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(`${text}\n`) };
}
