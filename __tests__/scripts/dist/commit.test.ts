import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commitDist } from '../../../scripts/dist/commit.ts';
import { findRebuilt } from '../../../scripts/dist/rebuilt.ts';
import { gitIn } from '../../../scripts/lib/git.ts';
import type { Git } from '../../../scripts/lib/git.ts';

const BRANCH = 'dependabot/npm_and_yarn/npm-production-1a2b3c';

let folder: string;
let rebuilt: string;
/** git in Dependabot's clone, and in that of the workflow, which has only main. */
let theirs: Git;
let ours: Git;
let commit: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commit-dist-'));
  rebuilt = join(folder, 'rebuilt');
  const [remote, theirRoot, ourRoot] = ['remote.git', 'theirs', 'ours'].map((name) => join(folder, name));
  await mkdir(rebuilt);
  gitIn(folder)(['init', '--quiet', '--bare', '--initial-branch=main', remote ?? '']);
  gitIn(folder)(['clone', '--quiet', remote ?? '', theirRoot ?? '']);
  theirs = gitIn(theirRoot ?? '');
  await mkdir(join(theirRoot ?? '', 'dist'));
  await write(join(theirRoot ?? '', 'dist'), { 'index.js': 'old\n', '1.index.js': 'stale\n', 'xdg-open': '#!\n' });
  await chmod(join(theirRoot ?? '', 'dist', 'xdg-open'), 0o755);
  await write(theirRoot ?? '', { 'package.json': '{}' });
  push('main');
  commit = push(BRANCH);
  gitIn(folder)(['clone', '--quiet', remote ?? '', ourRoot ?? '']);
  ours = gitIn(ourRoot ?? '');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
}

/** Commits what is there, if anything, and pushes it to the branch. Returns the commit. */
function push(branch: string): string {
  theirs(['add', '--all']);
  theirs(['-c', 'user.name=x', '-c', 'user.email=x', 'commit', '--quiet', '--allow-empty', '--message', branch]);
  theirs(['push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`]);
  return theirs(['rev-parse', 'HEAD']);
}

async function run(): Promise<string | undefined> {
  return commitDist({ branch: BRANCH, commit }, await findRebuilt(rebuilt), ours);
}

describe('commitDist', () => {
  it('puts the new files in place of the old ones, byte for byte, with their modes', async () => {
    await write(rebuilt, { 'index.js': 'new\r\n', '2.index.js': 'chunk\n', 'xdg-open': '#!\n' });
    const made = await run();
    theirs(['fetch', '--quiet', 'origin', BRANCH]);
    expect(theirs(['rev-parse', 'FETCH_HEAD', 'FETCH_HEAD^']).split('\n')).toEqual([made, commit]);
    expect(theirs(['ls-tree', '-r', '--format=%(objectmode) %(path)', 'FETCH_HEAD']).split('\n')).toEqual([
      '100644 dist/2.index.js',
      '100644 dist/index.js',
      '100755 dist/xdg-open',
      '100644 package.json',
    ]);
    expect(theirs(['cat-file', 'blob', 'FETCH_HEAD:dist/index.js'])).toBe('new\r');
    expect(ours(['status', '--porcelain'])).toBe('');
  });

  it('commits nothing when dist is the same', async () => {
    await write(rebuilt, { 'index.js': 'old\n', '1.index.js': 'stale\n', 'xdg-open': '#!\n' });
    expect(await run()).toBeUndefined();
  });

  it('gives way when the branch has moved on', async () => {
    push(BRANCH);
    await write(rebuilt, { 'index.js': 'new\n' });
    await expect(run()).rejects.toThrow(/rejected|non-fast-forward/);
  });
});
