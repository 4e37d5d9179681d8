// Preloaded into the Action: writes down whom it asks for, and keeps it on loopback, so that no test reaches a network.
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

type Lookup = (host: string, options: dns.LookupAllOptions, callback: (error: Error) => void) => void;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function note(what: string): void {
  appendFileSync(process.env['NETWORK_LOG'] ?? '/dev/null', `${what}\n`);
}

function failure(syscall: string, code: string, host: string): Error {
  return Object.assign(new Error(`${syscall} ${code} ${host}`), { code, syscall });
}

const lookup = dns.lookup as Lookup;
const watchedLookup: Lookup = (host, options, callback) => {
  if (isLoopback(host)) {
    lookup(host, options, callback);
  } else {
    note(`lookup ${host}`);
    setImmediate(() => callback(failure('getaddrinfo', 'ENOTFOUND', host)));
  }
};

type Connect = (this: net.Socket, ...args: unknown[]) => net.Socket;
const connect = Reflect.get(net.Socket.prototype, 'connect') as Connect;
function watchedConnect(this: net.Socket, ...args: unknown[]): net.Socket {
  // net.connect() hands its arguments on as one list, with the options first.
  const options = (Array.isArray(args[0]) ? args[0][0] : args[0]) as { host?: string; port?: unknown };
  const { host = 'localhost', port } = options;
  if (!isLoopback(host) && net.isIP(host) === 0) return connect.apply(this, args);
  note(`connect ${host}:${String(port)}`);
  return isLoopback(host) ? connect.apply(this, args) : this.destroy(failure('connect', 'ENETUNREACH', host));
}

Object.assign(dns, { lookup: watchedLookup });
Object.assign(net.Socket.prototype, { connect: watchedConnect });
