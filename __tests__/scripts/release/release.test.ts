import { mkdir, rm, writeFile } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gitIn } from '../../../scripts/lib/git.ts';
import type { Git } from '../../../scripts/lib/git.ts';
import { checkRelease, moveTags } from '../../../scripts/release/release.ts';

let folder: string;
let root: string;
let git: Git;

/** A repository with a remote beside it, both real. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  root = join(folder, 'clone');
  await mkdir(root);
  git = gitIn(root);
  git(['init', '--quiet', '--bare', join(folder, 'remote.git')]);
  git(['init', '--quiet']);
  git(['config', 'user.name', 'Test']);
  git(['config', 'user.email', 'test@example.com']);
  git(['remote', 'add', 'origin', join(folder, 'remote.git')]);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Commits a version with its entry in the change log, and returns the commit. */
async function commit(version: string): Promise<string> {
  await writeFile(join(root, 'package.json'), JSON.stringify({ version }));
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ version }));
  await writeFile(join(root, 'CHANGELOG.md'), `## [${version}] - 2026-11-25\n\n- new in ${version}\n`);
  git(['add', '--all']);
  git(['commit', '--quiet', '--message', version]);
  return git(['rev-parse', 'HEAD']);
}

function publish(version: string): void {
  git(['push', '--quiet', 'origin', `HEAD:refs/tags/v${version}`]);
}

function remoteTag(tag: string): string {
  return git(['ls-remote', 'origin', `refs/tags/${tag}`]).split('\t')[0] ?? '';
}

describe('checkRelease', () => {
  it('returns the notes', async () => {
    await commit('1.0.0');
    expect(await checkRelease(root, '1.0.0', git)).toBe('- new in 1.0.0');
  });

  it('refuses a version that package.json does not have', async () => {
    await commit('1.0.0');
    await expect(checkRelease(root, '1.0.1', git)).rejects.toThrow(
      'package.json says version 1.0.0, not 1.0.1.',
    );
  });

  it('refuses a version that package-lock.json does not have', async () => {
    await commit('1.0.0');
    await writeFile(join(root, 'package-lock.json'), '{ "version": "0.9.0" }');
    await expect(checkRelease(root, '1.0.0', git)).rejects.toThrow('package-lock.json says version 0.9.0');
  });

  it('refuses what is released', async () => {
    await commit('1.0.0');
    publish('1.0.0');
    await expect(checkRelease(root, '1.0.0', git)).rejects.toThrow('v1.0.0 is released already.');
  });

  it('refuses what would be a command', async () => {
    await expect(checkRelease(root, '1.0.0; ls', git)).rejects.toThrow('"1.0.0; ls" is no version');
  });
});

describe('moveTags', () => {
  it('makes them, then moves them', async () => {
    const first = await commit('1.0.0');
    publish('1.0.0');
    expect(moveTags('1.0.0', git)).toEqual(['v1', 'v1.0']);
    const second = await commit('1.1.0');
    publish('1.1.0');
    expect(moveTags('1.1.0', git)).toEqual(['v1', 'v1.1']);
    expect(['v1', 'v1.0', 'v1.1'].map(remoteTag)).toEqual([second, first, second]);
  });

  it('never moves them back', async () => {
    const old = await commit('1.0.0');
    publish('1.0.0');
    const newer = await commit('1.1.0');
    publish('1.1.0');
    moveTags('1.1.0', git);
    git(['checkout', '--quiet', old]);
    const fix = await commit('1.0.1');
    publish('1.0.1');
    expect(moveTags('1.0.1', git)).toEqual(['v1.0']);
    expect(['v1', 'v1.0'].map(remoteTag)).toEqual([newer, fix]);
  });

  it('refuses a release that is not the commit that is checked out', async () => {
    await commit('1.0.0');
    publish('1.0.0');
    await commit('1.0.1');
    expect(() => moveTags('1.0.0', git)).toThrow('v1.0.0 is not the commit that is checked out');
  });

  it('gives way to somebody who moves the same tag', async () => {
    await commit('1.0.0');
    publish('1.0.0');
    moveTags('1.0.0', git);
    await commit('1.1.0');
    publish('1.1.0');
    const other = git(['commit-tree', 'HEAD^{tree}', '-m', 'other']);
    const late: Git = (args, options) => {
      if (args[0] === 'push') git(['push', '--quiet', '--force', 'origin', `${other}:refs/tags/v1`]);
      return git(args, options);
    };
    expect(() => moveTags('1.1.0', late)).toThrow('stale info');
    expect(remoteTag('v1')).toBe(other);
  });
});
