import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** True when a real nginx is installed. */
export const hasNginx = spawnSync('nginx', ['-v']).status === 0;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Call {
  readonly method?: string;
  /** Sent as it is. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of zeros to send as the body. */
  readonly bytes?: number;
}

/** A running nginx. */
export interface FrontEnd {
  readonly port: number;
  call(call: Call): Promise<Answer>;
  /** Sends text as it is and reads the answer. */
  raw(text: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server on a free loopback port. */
export async function listen(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listen(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs the configuration as it is written, but for the listen address and the place of its scratch files. */
export async function startNginx(config: string): Promise<FrontEnd> {
  const directory = await mkdtemp(join(tmpdir(), 'front-end-'));
  // nginx's workers run as another user when the test runs as root.
  await chmod(directory, 0o755);
  const port = await freePort();
  const file = join(directory, 'nginx.conf');
  const local = config
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replaceAll('/tmp/aci-model-deploy', join(directory, 'x'));
  await writeFile(file, local);
  const child = spawn('nginx', ['-e', 'stderr', '-c', file, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  await up(port, () => child.exitCode !== null).catch(() =>
    Promise.reject(new Error(`nginx did not start: ${errors}`)),
  );
  return {
    port,
    call: (call) => send(port, call),
    raw: (text) => sendRaw(port, text),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function up(port: number, gone: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !gone(); attempt += 1) {
    if (await opens(port)) return;
    await delay(20);
  }
  throw new Error('not up');
}

function opens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function send(port: number, { method = 'GET', path = '/', headers = {}, bytes }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = bytes === undefined ? {} : { 'content-length': String(bytes) };
    const message = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { ...headers, ...length },
      agent: false,
    });
    message.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
        message.destroy();
      });
    });
    message.on('error', reject);
    message.end(bytes === undefined ? undefined : Buffer.alloc(bytes));
  });
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
      // After 413 nginx lingers for 5 s: its JSON is the end.
      if (received.endsWith('}')) resolve(received);
    });
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
    socket.on('close', () => socket.destroy());
  });
}
