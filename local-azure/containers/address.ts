import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Asked port of a container -> port where it really listens on the group's inner address. */
export type PortMap = ReadonlyMap<number, number>;

/** A random address of 127.0.0.0/8, outside 127.0.0.0/16 where other programs of the machine listen. */
export function randomLoopback(): string {
  return `127.${String(randomInt(1, 255))}.${String(randomInt(0, 256))}.${String(randomInt(1, 255))}`;
}

/** A random address of 127.0.0.0/8 on which all the ports are free, as far as this user may bind them. */
export async function freeLoopback(ports: readonly number[]): Promise<string> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const host = randomLoopback();
    const results = await Promise.all(ports.map((port) => tryPort(host, port)));
    if (!results.includes('EADDRINUSE')) return host;
  }
  return randomLoopback();
}

/** Where each port can be bound on `host`: the port itself, or a free one where the system refuses it (80 without rights). */
export async function mapPorts(host: string, ports: readonly number[]): Promise<PortMap> {
  const map = new Map<number, number>();
  for (const port of new Set(ports)) {
    const result = await tryPort(host, port);
    const free = result === port ? port : await tryPort(host, 0);
    map.set(port, typeof free === 'number' ? free : port);
  }
  return map;
}

/** Binds for a moment: the port bound, or the error code. */
function tryPort(host: string, port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? 'EUNKNOWN'));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
