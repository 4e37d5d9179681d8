import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { smokeTestBundle } from '../../../scripts/bundle/smoke.ts';

const ACTION_YML = 'inputs: { name: { description: x } }\nruns: { using: node24, main: dist/index.js }\n';
const GOOD = `console.log('::error::The input name is missing.'); process.exitCode = 1;`;

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'smoke-test-'));
  await writeFile(join(root, 'action.yml'), ACTION_YML);
  // What a bundle must not lean on.
  await mkdir(join(root, 'node_modules', 'helper'), { recursive: true });
  await writeFile(join(root, 'node_modules', 'helper', 'index.js'), '');
});
afterAll(() => rm(root, { recursive: true }));

async function faultsOf(index: string, chunk?: string): Promise<string> {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  await mkdir(join(root, 'dist'));
  await writeFile(join(root, 'dist', 'package.json'), '{"type":"module"}');
  await writeFile(join(root, 'dist', 'index.js'), index);
  if (chunk !== undefined) await writeFile(join(root, 'dist', '7.index.js'), chunk);
  return (await smokeTestBundle(root)).join('\n');
}

describe('smokeTestBundle', () => {
  it('is content with a bundle that names the missing input', async () => {
    expect(await faultsOf(GOOD, 'export const x = 1;')).toBe('');
  });

  it.each([
    ['a missing package', `import 'helper';${GOOD}`, undefined, "Cannot find package 'helper'"],
    ['a missing package in a chunk', GOOD, `import 'helper';`, '7.index.js does not load'],
    ['success without inputs', '', undefined, 'must end with exit code 1, not 0'],
    ['silence', 'process.exitCode = 1;', undefined, 'must say that the input name is missing'],
  ])('notices %s', async (_what, index, chunk, message) => {
    expect(await faultsOf(index, chunk)).toContain(message);
  });
});
