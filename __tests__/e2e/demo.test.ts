import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processesAbout } from '../local-azure/leftovers.ts';
import { ROOT } from './support/repository.ts';

/** Milliseconds for a whole demo, which lives by the wall clock, on a busy machine. */
const DEMO_TIMEOUT_MS = 120_000;
const VISIT = 'In another terminal:';
const AZ_VISIT = 'With the Azure CLI:';
const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;
if (!hasCurl)
  process.stderr.write('curl is not installed: the demo’s commands for visitors are not tried.\n');

interface Demo {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Resolves once the text is printed. Rejects when the demo ends without it. */
  printed(text: string): Promise<void>;
  /** Resolves to the exit code. */
  ended(): Promise<number | null>;
}

let folder: string;
let demo: Demo;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
});
afterEach(async () => {
  // Only a test that failed has left it running.
  if (demo.child.exitCode === null) demo.child.kill('SIGTERM');
  await rm(folder, { recursive: true });
});

/** The command of the README; its temporary files go to a folder of the test. */
function npmRunDemo(...args: readonly string[]): Demo {
  const child = spawn('npm', ['run', '--silent', 'demo', '--', ...args], {
    cwd: ROOT,
    // npm's own cache is not the demo's to remove.
    env: { ...process.env, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    child,
    output: () => output,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => (output.includes(text) ? resolve() : undefined);
        child.stdout.on('data', look);
        child.once('close', () => reject(new Error(`The demo ended without "${text}":\n${output}`)));
        look();
      }),
    ended: async () => (await closed)[0],
  };
}

async function expectNothingLeft(): Promise<void> {
  expect(await processesAbout(folder)).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
}

/** The lines of a part, which begins with its title. */
function partOf(output: string, title: string): string {
  const [, text] = output.split(`=== ${title}`);
  if (text === undefined) throw new Error(`There is no part "${title}":\n${output}`);
  return text.split('\n=== ')[0] ?? '';
}

describe('npm run demo', () => {
  it(
    'deploys the example, scores two flowers, shows everything and leaves nothing',
    async () => {
      demo = npmRunDemo();
      expect(await demo.ended()).toBe(0);
      const output = demo.output();

      const log = partOf(output, 'GitHub runs the step');
      expect(log).toContain('▼ Run org/aci-model-deploy@v1');
      expect(log).toContain('primary-key: ***');
      expect(log).toMatch(/▶ Building aci-model-deploy\/iris:[0-9a-f]{32} in mlregistry\.azurecr\.io/);
      expect(log).toMatch(/Healthy: http:\/\/iris-[0-9a-f]{8}\..*\.azurecontainer\.io\/score/);
      expect(log).not.toContain('::');
      expect(log.split('\n').length).toBeLessThan(70);

      const outputs = partOf(output, 'Outputs for the later steps');
      expect(outputs).toMatch(/^scoring-uri +http:\/\/.*\/score$/m);
      expect(outputs).toMatch(/^state +Healthy$/m);
      expect(partOf(output, 'The job summary')).toContain('iris is healthy');
      expect(partOf(output, 'Two flowers are scored')).toMatch(
        /\n200 {2}\{"predictions".*\nRight: the flowers are a setosa and a virginica\.\n/,
      );
      expect(partOf(output, 'Everything is stopped and removed')).toContain('npm run demo -- --keep');
      await expectNothingLeft();
    },
    DEMO_TIMEOUT_MS,
  );

  it(
    'stays up with --keep, can be called as it says, and ends cleanly on Ctrl-C',
    async () => {
      demo = npmRunDemo('--keep');
      await demo.printed(AZ_VISIT);
      const commands = demo.output().split(VISIT)[1]?.split(AZ_VISIT)[0] ?? '';
      if (hasCurl) {
        const shell = spawn('sh', ['-c', commands], { env: { PATH: process.env['PATH'] ?? '' } });
        let answers = '';
        shell.stdout.on('data', (chunk: Buffer) => (answers += chunk.toString()));
        await once(shell, 'close');
        expect(answers).toContain('Healthy');
        expect(answers).toContain('"species": "versicolor"');
      }
      expect(await processesAbout(folder)).not.toEqual([]);
      demo.child.kill('SIGINT');
      await demo.ended();
      expect(demo.output()).not.toContain('The demo failed');
      expect(demo.output()).toMatch(/=== Everything is stopped and removed\n$/);
      await expectNothingLeft();
    },
    DEMO_TIMEOUT_MS,
  );

  it(
    'can be stopped in the middle',
    async () => {
      demo = npmRunDemo();
      await demo.printed('Creating the container group');
      demo.child.kill('SIGINT');
      expect(await demo.ended()).not.toBe(0);
      expect(demo.output()).not.toContain('Two flowers are scored');
      await expectNothingLeft();
    },
    DEMO_TIMEOUT_MS,
  );
});
