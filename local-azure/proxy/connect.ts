import type { Server as TlsServer } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { RuntimeAddress } from '../types.ts';
import { unreachable } from './target.ts';
import type { Refusal, Target } from './target.ts';

const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/** Ends the client's TLS here: the server takes the socket over. */
export function endTlsHere(tls: TlsServer, socket: Duplex, head: Buffer): void {
  socket.write(ESTABLISHED);
  if (head.length > 0) socket.unshift(head);
  tls.emit('connection', socket);
}

/** Passes bytes on to a container group, as they are. */
export function tunnel(target: Target, address: RuntimeAddress, socket: Duplex, head: Buffer): void {
  const upstream = connect(address.port, address.host, () => {
    socket.write(ESTABLISHED);
    if (head.length > 0) upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () =>
    refuseConnect(socket, unreachable(`Nothing answers at ${target.host}:${target.port}.`)),
  );
  upstream.on('close', () => socket.end());
  socket.on('close', () => upstream.destroy());
}

/** Answers a CONNECT with an error and closes. */
export function refuseConnect(socket: Duplex, { status, reason, text }: Refusal): void {
  if (socket.destroyed || socket.writableEnded) return;
  const headers = [
    'content-type: text/plain',
    `content-length: ${Buffer.byteLength(text) + 1}`,
    'connection: close',
  ];
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${headers.join('\r\n')}\r\n\r\n${text}\n`);
}
