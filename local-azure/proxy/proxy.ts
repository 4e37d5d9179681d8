import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HostHandler } from '../http.ts';
import type { Certificates } from '../tls.ts';
import type { ContainerNetwork } from '../types.ts';
import { endTlsHere, refuseConnect, tunnel } from './connect.ts';
import { passOn, refuse, serve } from './plain.ts';
import { NO_TARGET, rawPathOf, refusalOf, targetOf } from './target.ts';

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

/**
 * Starts the only door to the local Azure: an HTTP proxy. TLS of the public names ends here; what goes to container
 * groups is passed on to where they listen; every other name is refused.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const sockets = new Set<Duplex>();
  const tls = createTlsEnd(options);
  const server = createHttpServer((request, response) => plainRequest(options, request, response));
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client that goes away is no fault.
    socket.on('error', () => socket.destroy());
    connectRequest(options, tls, request.url ?? '', socket, head);
  });
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => close(server, sockets) };
}

/** An https server that never listens: it gets its sockets from CONNECT requests. */
function createTlsEnd({ certificates, hosts }: ProxyOptions): TlsServer {
  return createTlsServer({ cert: certificates.cert, key: certificates.key }, (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const handler = hosts(host);
    if (!handler) refuse(response, refusalOf({ host, port: 443 }));
    else void serve(handler, request, response, new URL(request.url ?? '/', `https://${host}`));
  });
}

function connectRequest(
  options: ProxyOptions,
  tls: TlsServer,
  text: string,
  socket: Duplex,
  head: Buffer,
): void {
  const target = targetOf(text);
  if (!target) refuseConnect(socket, NO_TARGET);
  else if (target.port === 443 && options.hosts(target.host)) endTlsHere(tls, socket, head);
  else {
    const address = options.network.locate(target.host, target.port);
    if (address) tunnel(target, address, socket, head);
    else refuseConnect(socket, refusalOf(target));
  }
}

/** A request in absolute form (http://group/...), or one to the proxy itself. */
function plainRequest(options: ProxyOptions, request: IncomingMessage, response: ServerResponse): void {
  const text = request.url ?? '/';
  const target = text.startsWith('/') ? undefined : targetOf(text);
  if (isOwn(text, request)) {
    void serve(
      options.own,
      request,
      response,
      new URL(text, `http://${request.headers.host ?? '127.0.0.1'}`),
    );
  } else if (!target) {
    refuse(response, NO_TARGET);
  } else {
    const address = options.network.locate(target.host, target.port);
    if (address) passOn(request, response, address, rawPathOf(text));
    else refuse(response, refusalOf(target));
  }
}

function isOwn(text: string, request: IncomingMessage): boolean {
  const target = targetOf(text);
  return text.startsWith('/') || (target?.host === '127.0.0.1' && target.port === request.socket.localPort);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server, sockets: Set<Duplex>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
