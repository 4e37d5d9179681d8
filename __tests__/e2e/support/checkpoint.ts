import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A corporate proxy on loopback: it notes who is asked for and hands everything to the local Azure's own proxy. */
export interface Checkpoint {
  readonly url: string;
  /** Names that were asked for, each once, in alphabetical order. Ports other than 80 and 443 stay in it. */
  hosts(): readonly string[];
  stop(): Promise<void>;
}

export async function startCheckpoint(onward: string): Promise<Checkpoint> {
  const next = new URL(onward);
  const seen = new Set<string>();
  const note = (authority: string): unknown => seen.add(authority.replace(/:(80|443)$/, ''));
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    note(new URL(request.url ?? '').host);
    passRequest(next, request, response);
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    note(request.url ?? '');
    passTunnel(next, request.url ?? '', socket, head);
  });
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hosts: () => [...seen].sort(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function passRequest(next: URL, request: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = request;
  const onward = httpRequest(
    { host: next.hostname, port: next.port, method, path: url, headers, agent: false },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function passTunnel(next: URL, authority: string, socket: Duplex, head: Buffer): void {
  const onward = connect(Number(next.port), next.hostname, () => {
    onward.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`);
    if (head.length > 0) onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  for (const [one, other] of [
    [socket, onward],
    [onward, socket],
  ] as const) {
    one.on('error', () => other.destroy()).on('close', () => other.destroy());
  }
}
