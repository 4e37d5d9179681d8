import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ROOT, irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
let alone = '';

// What a runner has: action.yml and dist/, and no node_modules anywhere above.
beforeAll(async () => {
  alone = await mkdtemp(join(tmpdir(), 'action-alone-'));
  await cp(join(ROOT, 'action.yml'), join(alone, 'action.yml'));
  await cp(join(ROOT, 'dist'), join(alone, 'dist'), { recursive: true });
});
afterAll(() => rm(alone, { recursive: true, force: true }));

it('dist/ alone makes a whole deployment: sign-in, models, build, wait, smoke test', async () => {
  const run = await bench.deploy(await irisRepository(), { actionDirectory: alone, signIn: 'oidc' });
  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'created' } });
  expect(JSON.parse(run.outputs['smoke-test'] ?? '')).toMatchObject({ requests: 2, passed: 2 });
  expect(run.log).not.toContain('Cannot find module');
});

it('dist/ alone reports a failure, with its evidence and summary', async () => {
  const repository = await irisRepository({
    'score.py': 'def init():\n    raise ValueError("x")\n\n\ndef run(data):\n    pass\n',
  });
  const run = await bench.deploy(repository, { actionDirectory: alone, with: { name: 'fails' } });
  expect(run).toMatchObject({ exitCode: 1, outputs: { state: 'Failed' } });
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', file: 'score.py', line: 2 }),
  );
  expect(run.summary).toContain('ValueError');
});

it('dist/ names no path of the machine that built it', async () => {
  const files = await readdir(join(alone, 'dist'), { recursive: true, withFileTypes: true });
  expect(files.length).toBeGreaterThan(0);
  for (const file of files.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'latin1');
    expect([file.name, text.includes(ROOT)]).toEqual([file.name, false]);
  }
});
