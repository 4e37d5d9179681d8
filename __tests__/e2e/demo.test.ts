import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const DEMO = resolve(import.meta.dirname, '../../scripts/demo.ts');
/** Milliseconds; the demo takes about 8 s on an idle machine. */
const TIMEOUT = 120_000;

let temporary = '';
beforeAll(async () => {
  // Everything that the demo writes lies below its TMPDIR, and whoever it starts has that in its environment.
  temporary = await realpath(await mkdtemp(join(tmpdir(), 'demo-test-')));
});
afterAll(() => rm(temporary, { recursive: true }));

interface DemoRun {
  readonly code: number | null;
  readonly text: string;
}

/** Runs the demo; SIGINT, as Ctrl-C sends it, when a line holds `interruptAt`. */
function runDemo(args: readonly string[], interruptAt?: string): Promise<DemoRun> {
  const child = spawn(process.execPath, [DEMO, ...args], { env: { ...process.env, TMPDIR: temporary } });
  let text = '';
  let interrupted = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (interrupted || interruptAt === undefined || !text.includes(interruptAt)) return;
      interrupted = true;
      child.kill('SIGINT');
    });
  }
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, text }));
  });
}

/** Command lines of the processes that were started below this TMPDIR. */
async function leftProcesses(): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = (id: string, file: string): Promise<string> =>
    readFile(join('/proc', id, file), 'utf8').catch(() => '');
  const all = await Promise.all(
    ids.map(async (id) => [await read(id, 'environ'), await read(id, 'cmdline')]),
  );
  return all
    .filter(([environ]) => environ?.includes(`TMPDIR=${temporary}\0`))
    .map(([, command]) => command ?? '');
}

describe('npm run demo', () => {
  it(
    'deploys, scores two flowers, and leaves no process and no file',
    async () => {
      const { code, text } = await runDemo([]);
      expect(text).toContain('▶ Building aci-model-deploy/iris:');
      expect(text).toMatch(/^state +Healthy$/m);
      expect(text).toMatch(/^200 {2}\{"predictions": \[\{"species": "setosa".*"species": "virginica"/m);
      expect(code).toBe(0);
      expect(await leftProcesses()).toEqual([]);
      expect(await readdir(temporary)).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'stays up with --keep until Ctrl-C, and then leaves nothing either',
    async () => {
      const { code, text } = await runDemo(['--keep'], 'az container show');
      expect(text).toContain('In another terminal:');
      expect(code).toBe(0);
      expect(await leftProcesses()).toEqual([]);
      expect(await readdir(temporary)).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'can be interrupted in the middle of the deployment',
    async () => {
      const { code } = await runDemo([], 'Creating the container group');
      expect(code).toBe(130);
      expect(await leftProcesses()).toEqual([]);
      expect(await readdir(temporary)).toEqual([]);
    },
    TIMEOUT,
  );
});
