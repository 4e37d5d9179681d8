import { connect, createServer, type Server, type Socket } from 'node:net';
import type { RuntimeAddress } from '../types.ts';

/** A public port of a container group. */
export interface Gate {
  /** The port that clients ask for. */
  readonly publicPort: number;
  /** Where the gate really listens. */
  readonly address: RuntimeAddress;
  close(): Promise<void>;
}

interface GateOptions {
  readonly host: string;
  readonly publicPort: number;
  /** False while a container of the group is not ready. */
  readonly isOpen: () => boolean;
  readonly target: RuntimeAddress;
}

/**
 * Listens on a group's public port and passes connections on to its container.
 * While the group is not ready a connection is accepted and then hangs, as in Azure, also after the group has become ready.
 */
export async function openGate(options: GateOptions): Promise<Gate> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    track(sockets, client);
    if (options.isOpen()) forward(client, options.target, sockets);
    else client.resume();
  });
  const port = await listen(server, options.host, options.publicPort);
  return {
    publicPort: options.publicPort,
    address: { host: options.host, port },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function forward(client: Socket, target: RuntimeAddress, sockets: Set<Socket>): void {
  const upstream = connect(target.port, target.host);
  track(sockets, upstream);
  client.pipe(upstream);
  upstream.pipe(client);
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('close', () => sockets.delete(socket));
  // The close event follows; a broken connection is the business of its two ends.
  socket.on('error', () => socket.destroy());
}

/** Binds the port asked for, or any free one where the system refuses it. */
function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const bound = (): void => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
    };
    server.once('listening', bound);
    server.once('error', () => {
      server.once('error', reject);
      server.listen(0, host);
    });
    server.listen(port, host);
  });
}
