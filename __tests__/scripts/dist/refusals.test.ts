import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commitDist } from '../../../scripts/dist/commit.ts';
import { findRebuilt } from '../../../scripts/dist/rebuilt.ts';
import type { Git } from '../../../scripts/lib/git.ts';

const COMMIT = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd';

const noGit: Git = () => {
  throw new Error('git was run');
};

describe('commitDist', () => {
  it.each([
    'main',
    'refs/heads/main',
    'dependabot/github_actions/x',
    'dependabot/npm_and_yarn/../../main',
    'dependabot/npm_and_yarn/x y',
    'x:dependabot/npm_and_yarn/x',
  ])('does not write to the branch %s', (branch) => {
    expect(() => commitDist({ branch, commit: COMMIT }, [], noGit)).toThrow('none of Dependabot for npm');
  });

  it.each(['', 'main', COMMIT.slice(1), `${COMMIT}^`])('does not take %j for a commit', (commit) => {
    const branch = 'dependabot/npm_and_yarn/@types/node-24.19.3';
    expect(() => commitDist({ branch, commit }, [], noGit)).toThrow('no full SHA');
  });
});

describe('findRebuilt', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebuilt-'));
    await writeFile(join(folder, 'index.js'), '');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lists the files of a bundle', async () => {
    await writeFile(join(folder, '1.index.js'), '');
    const names = ['1.index.js', 'index.js'];
    expect(await findRebuilt(folder)).toEqual(names.map((name) => join(folder, name)));
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['.gitattributes', (path) => writeFile(path, '')],
    ['a b', (path) => writeFile(path, '')],
    ['folder', (path) => mkdir(path)],
    ['link', (path) => symlink('/etc/hostname', path)],
  ])('refuses %s', async (name, make) => {
    await make(join(folder, name));
    await expect(findRebuilt(folder)).rejects.toThrow(`has "${name}", which is no plain file of a bundle`);
  });

  it('refuses what is no bundle', async () => {
    await rm(join(folder, 'index.js'));
    await expect(findRebuilt(folder)).rejects.toThrow('no index.js');
  });
});
