import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalAzureInfo } from '../../local-azure/types.ts';
import { listens, processesAbout } from './leftovers.ts';
import { runClient, START_TIMEOUT_MS } from './support.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const USAGE =
  'Usage: npm run --silent local-azure -- [--port N] [--workspace-seed DIR] [--throttle] [--control]';

let folder: string;
const started: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-azure-cli-'));
  await mkdir(join(folder, 'tmp'));
});
afterEach(async () => {
  // Only a test that failed has left one.
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGTERM');
  await rm(folder, { recursive: true });
});

/** The command of the README. Its temporary files go to a folder of the test. */
function npmRun(...args: readonly string[]): ChildProcess {
  const child = spawn('npm', ['run', '--silent', 'local-azure', '--', ...args], {
    cwd: ROOT,
    // npm's own cache is not the local Azure's to remove.
    env: { ...process.env, TMPDIR: join(folder, 'tmp'), NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

/** Everything that a process wrote, once it has ended. */
async function ended(child: ChildProcess): Promise<{ code: number | null; output: string; errors: string }> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The process has no output.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return line;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function seedFolder(): Promise<string> {
  const seed = join(folder, 'seed');
  for (const version of ['1', '2']) {
    await mkdir(join(seed, 'models/iris', version), { recursive: true });
    await writeFile(join(seed, 'models/iris', version, 'iris.json'), '{}');
  }
  return seed;
}

describe('npm run --silent local-azure', () => {
  it(
    'prints what a client must know, serves it, and leaves nothing on SIGTERM',
    async () => {
      const port = await freePort();
      const child = npmRun('--port', String(port), '--workspace-seed', await seedFolder());
      const done = ended(child);
      const line = await firstLine(child);
      const info = JSON.parse(line) as LocalAzureInfo;
      const proxy = `http://127.0.0.1:${port}`;
      const { caFile } = info;
      expect(info).toEqual({
        caFile: expect.stringContaining(join(folder, 'tmp')),
        tenantId: expect.stringMatching(GUID),
        clientId: expect.stringMatching(GUID),
        clientSecret: expect.any(String),
        subscriptionId: expect.stringMatching(GUID),
        resourceGroup: 'ml-prod',
        workspace: 'ml-workspace',
        registry: 'mlregistry.azurecr.io',
        location: 'westeurope',
        env: {
          HTTPS_PROXY: proxy,
          HTTP_PROXY: proxy,
          NODE_EXTRA_CA_CERTS: caFile,
          REQUESTS_CA_BUNDLE: caFile,
        },
        oidcEnv: {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${proxy}/oidc?api-version=2.0`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: expect.any(String),
        },
      });
      expect(await runClient(info, 'visit')).toEqual({
        models: ['iris'],
        versions: expect.arrayContaining(['1', '2']),
        state: 'Succeeded',
      });
      // npm, node, Azurite and the container.
      const running = await processesAbout(join(folder, 'tmp'));
      expect(running).toContainEqual(expect.stringContaining('azurite'));
      expect(running).toContainEqual(expect.stringContaining('http.server'));

      child.kill('SIGTERM');
      expect(await done).toMatchObject({ output: `${line}\n`, errors: '' });
      expect(await processesAbout(folder)).toEqual([]);
      expect(await readdir(join(folder, 'tmp'))).toEqual([]);
      expect(await listens(port)).toBe(false);
    },
    START_TIMEOUT_MS,
  );

  it(
    'stops while it is still starting',
    async () => {
      const child = npmRun();
      const done = ended(child);
      for (let found: string[] = []; !found.some((line) => line.includes('main.ts'));)
        found = await processesAbout(join(folder, 'tmp'));
      child.kill('SIGTERM');
      await done;
      expect(await processesAbout(folder)).toEqual([]);
      expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    },
    START_TIMEOUT_MS,
  );

  it(
    'plays ARM’s throttling with --throttle',
    async () => {
      const child = npmRun('--throttle');
      const done = ended(child);
      const info = JSON.parse(await firstLine(child)) as LocalAzureInfo;
      const { refused, retried } = (await runClient(info, 'throttled')) as {
        refused: number;
        retried: number;
      };
      child.kill('SIGTERM');
      await done;
      expect(refused).toBeGreaterThan(0);
      expect(retried).toBe(200);
    },
    START_TIMEOUT_MS,
  );

  it(
    'says so when the port is taken',
    async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const outcome = await ended(npmRun('--port', String(port)));
      server.close();
      expect(outcome).toEqual({
        code: 1,
        output: '',
        errors: `local-azure: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
      });
      expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    },
    START_TIMEOUT_MS,
  );

  it.each([
    [['--port', 'x'], '--port "x" is no port number.'],
    [['--port', '65536'], '--port "65536" is no port number.'],
    [['--port'], "Option '--port <value>' argument missing."],
    [['--workspace-seed', '/absent'], '--workspace-seed "/absent" is no folder.'],
    [['--nonsense'], "Unknown option '--nonsense'."],
    [['extra'], "Unexpected argument 'extra'."],
  ])(
    'tells in one line what is wrong with %j',
    async (args, text) => {
      expect(await ended(npmRun(...args))).toEqual({
        code: 2,
        output: '',
        errors: `local-azure: ${text} ${USAGE}\n`,
      });
    },
    START_TIMEOUT_MS,
  );
});
