import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A Blob service of Azurite, the real emulator, on loopback and in memory. */
export interface Azurite {
  /** URL of the account. */
  readonly url: string;
  readonly account: string;
  readonly key: string;
  stop(): Promise<void>;
}

/** Starts Azurite and waits until it listens. */
export async function startAzurite(): Promise<Azurite> {
  const account = 'mlstore1';
  const key = randomBytes(64).toString('base64');
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      'node_modules/azurite/dist/src/blob/main.js',
      ...['--silent', '--disableTelemetry', '--skipApiVersionCheck', '--inMemoryPersistence'],
      ...['--blobHost', '127.0.0.1', '--blobPort', String(port)],
    ],
    { env: { ...process.env, NODE_OPTIONS: '', AZURITE_ACCOUNTS: `${account}:${key}` }, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}/${account}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error('Azurite did not start');
    await wait(50);
  }
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { url, account, key, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
