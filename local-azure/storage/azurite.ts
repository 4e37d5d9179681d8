import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { Agent } from 'node:https';
import { fileURLToPath } from 'node:url';
import type { Certificates } from '../tls.ts';
import type { StorageAccount } from '../world.ts';

/** Milliseconds until Azurite must listen. It takes one to three seconds. */
const START_TIMEOUT_MS = 30_000;
/** Milliseconds until Azurite must have ended after SIGTERM. */
const STOP_TIMEOUT_MS = 3_000;

/** A running storage emulator. */
export interface Azurite {
  /** https port on 127.0.0.1. */
  readonly port: number;
  /** Trusts Azurite's certificate and keeps connections. */
  readonly agent: Agent;
  stop(): Promise<void>;
}

/**
 * Starts Azurite's blob service as a child process with everything in memory. It listens with https because it takes
 * Entra tokens only there (`--oauth basic`); shared keys and SAS work all the same.
 */
export async function startAzurite(
  accounts: readonly StorageAccount[],
  certificates: Certificates,
  directory: string,
): Promise<Azurite> {
  const child = spawn(process.execPath, azuriteArguments(certificates), {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      AZURITE_ACCOUNTS: accounts.map(({ name, key }) => `${name}:${key}`).join(';'),
    },
  });
  const port = await listeningPort(child).catch(async (caught: unknown) => {
    await end(child);
    throw caught;
  });
  const agent = new Agent({ keepAlive: true, ca: certificates.ca, servername: 'localhost' });
  return {
    port,
    agent,
    stop: async () => {
      agent.destroy();
      await end(child);
    },
  };
}

function azuriteArguments(certificates: Certificates): string[] {
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js');
  const withParent = fileURLToPath(new URL('with-parent.mjs', import.meta.url));
  return [
    ...['--disable-warning=DEP0169', '--import', withParent, main],
    ...['--silent', '--disableTelemetry', '--skipApiVersionCheck', '--inMemoryPersistence'],
    ...['--blobHost', '127.0.0.1', '--blobPort', '0'],
    ...['--oauth', 'basic', '--cert', certificates.certFile, '--key', certificates.keyFile],
  ];
}

/** Reads the port from the line that says where Azurite listens. */
function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => reject(new Error(`Azurite did not start: ${why}\n${output.trim()}`));
    const timer = setTimeout(() => fail(`no answer after ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = /successfully listens on https:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (caught) => fail(caught.message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${String(code)}`);
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
