import { createServer as createHttpServer, request as forward } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HostHandler } from './http.ts';
import { send } from './http.ts';
import type { Certificates } from './tls.ts';
import type { ContainerNetwork } from './types.ts';

/** Finds who plays a public host name. Undefined: nobody does. */
export type HostTable = (host: string) => HostHandler | undefined;

/** A running proxy on loopback. */
export interface Proxy {
  readonly port: number;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** 0 or undefined takes any free port. */
  readonly port?: number | undefined;
  readonly certificates: Certificates;
  readonly hosts: HostTable;
  readonly network: ContainerNetwork;
  /** Answers requests made to the proxy itself, by http://127.0.0.1:<port>. */
  readonly own: HostHandler;
}

/** Names that would be this Azure's if something had them: container groups, storage accounts, registries. */
const AZURE_NAMES = /(\.azurecontainer\.io|\.blob\.core\.windows\.net|\.azurecr\.io|^127\.\d+\.\d+\.\d+)$/;

interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * Starts the only door to the local Azure: an HTTP proxy. TLS of the public names ends here; what goes to container
 * groups is passed on to where they listen; every other name is refused.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const sockets = new Set<Duplex>();
  const tls = createTlsServer(
    { cert: options.certificates.cert, key: options.certificates.key },
    (request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
      const handler = options.hosts(host) ?? refuse(host);
      void serve(handler, request, response, new URL(request.url ?? '/', `https://${host}`));
    },
  );
  const server = createHttpServer((request, response) => void plainRequest(options, request, response));
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    tunnel(options, tls, targetOf(`http://${request.url ?? ''}`, 443), socket, head);
  });
  for (const one of [server, tls]) one.on('connection', (socket: Socket) => track(sockets, socket));
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => closeAll(server, sockets) };
}

/** A CONNECT: to a name whose TLS ends here, or to a port of a container group. */
function tunnel(
  options: ProxyOptions,
  tls: TlsServer,
  target: Target | undefined,
  socket: Duplex,
  head: Buffer,
): void {
  if (!target) return endWith(socket, '400 Bad Request', 'The target of CONNECT is not host:port.');
  if (target.port === 443 && options.hosts(target.host)) {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    tls.emit('connection', socket);
    return;
  }
  const address = options.network.locate(target.host, target.port);
  if (!address) {
    const { status, reason, text } = notReached(target);
    return endWith(socket, `${status} ${reason}`, text);
  }
  const upstream = connect(address.port, address.host, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () =>
    endWith(socket, '503 Service Unavailable', `Nothing answers at ${target.host}:${target.port}.`),
  );
  upstream.on('close', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
}

/** A request in absolute form (http://group/...), or one to the proxy itself. */
async function plainRequest(
  options: ProxyOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = request.url ?? '/';
  if (text.startsWith('/')) {
    const own = new URL(text, `http://${request.headers.host ?? '127.0.0.1'}`);
    return serve(options.own, request, response, own);
  }
  const target = targetOf(text, 80);
  if (!target) return send(response, plainText(400, 'The request line has no usable URL.'));
  if (isOwnAddress(target, request)) return serve(options.own, request, response, new URL(text));
  const address = options.network.locate(target.host, target.port);
  if (!address) {
    const { status, text: why } = notReached(target);
    return send(response, plainText(status, why));
  }
  passOn(request, response, address, pathOf(text));
}

function isOwnAddress(target: Target, request: IncomingMessage): boolean {
  return target.host === '127.0.0.1' && target.port === request.socket.localPort;
}

/** The path as the client wrote it: URL would resolve `/score/..`, which the front end has to see. */
function pathOf(absolute: string): string {
  return /^http:\/\/[^/?#]*([^#]*)/i.exec(absolute)?.[1]?.replace(/^(?!\/)/, '/') ?? '/';
}

function passOn(request: IncomingMessage, response: ServerResponse, address: Target, path: string): void {
  const { 'proxy-connection': _hop, 'proxy-authorization': _secret, ...headers } = request.headers;
  const onward = forward({ ...address, method: request.method, path, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else send(response, plainText(503, `Nothing answers at ${request.headers.host ?? 'that address'}.`));
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** What a corporate proxy says: 503 for a name or address that cannot be reached, 403 for one it does not serve. */
function notReached(target: Target): { status: number; reason: string; text: string } {
  if (AZURE_NAMES.test(target.host)) {
    const text = `Nothing in the local Azure has the name ${target.host} and port ${target.port}.`;
    return { status: 503, reason: 'Service Unavailable', text };
  }
  return {
    status: 403,
    reason: 'Forbidden',
    text: `The local Azure does not play ${target.host}:${target.port}.`,
  };
}

function refuse(host: string): HostHandler {
  return (_request, response) =>
    Promise.resolve(send(response, plainText(403, `The local Azure does not play ${host}.`)));
}

async function serve(
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

function plainText(
  status: number,
  text: string,
): { status: number; headers: Record<string, string>; body: Buffer } {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(`${text}\n`) };
}

function endWith(socket: Duplex, status: string, text: string): void {
  if (socket.destroyed) return;
  const length = Buffer.byteLength(text) + 1;
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${text}\n`,
  );
}

function targetOf(text: string, defaultPort: number): Target | undefined {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || !url.hostname) return undefined;
  // URL leaves out the port that belongs to the scheme, 80.
  const port = url.port || (/:80(\/|$)/.test(text) ? '80' : String(defaultPort));
  return { host: url.hostname.toLowerCase(), port: Number(port) };
}

function track(sockets: Set<Duplex>, socket: Socket): void {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function closeAll(server: Server, sockets: Set<Duplex>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
