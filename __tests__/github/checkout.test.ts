import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedOutCommit } from '../../src/github/checkout.ts';
import { commit, git, newFolder, newRepository, removeFolders } from './git-repository.ts';

afterEach(removeFolders);

/** A workspace with a repository checked out in it. */
function checkout(...options: readonly string[]): { workspace: string; head: string } {
  const workspace = newFolder();
  return { workspace, head: newRepository(workspace, ...options) };
}

describe('the commit that is checked out', () => {
  it.each<[string, (workspace: string) => unknown]>([
    ['on a branch', () => undefined],
    ['on a branch with slashes', (at) => git(at, 'switch', '--quiet', '--create', 'feature/better/model')],
    ['as actions/checkout leaves it', (at) => git(at, 'checkout', '--quiet', '--detach')],
    ['with its references packed', (at) => git(at, 'pack-refs', '--all', '--prune')],
    [
      'with a symbolic reference to a branch',
      (at) => {
        git(at, 'symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
        git(at, 'symbolic-ref', 'HEAD', 'refs/heads/alias');
      },
    ],
  ])('is told %s', (_what, prepare) => {
    const { workspace, head } = checkout();
    prepare(workspace);
    expect(checkedOutCommit(workspace, workspace)).toBe(head);
  });

  it('is the newer one where a packed reference was moved', () => {
    const { workspace } = checkout();
    git(workspace, 'pack-refs', '--all');
    const head = commit(workspace);
    expect(checkedOutCommit(workspace, workspace)).toBe(head);
  });

  it('is not that of a branch with a longer name', () => {
    const { workspace, head } = checkout();
    git(workspace, 'switch', '--quiet', '--create', 'other/main');
    commit(workspace);
    git(workspace, 'pack-refs', '--all', '--prune');
    git(workspace, 'symbolic-ref', 'HEAD', 'refs/heads/main');
    expect(checkedOutCommit(workspace, workspace)).toBe(head);
  });

  it('is told for SHA-256', () => {
    const { workspace, head } = checkout('--object-format=sha256');
    expect(head).toHaveLength(64);
    expect(checkedOutCommit(workspace, workspace)).toBe(head);
  });

  it('is told for a file or folder inside, whether it exists or not', () => {
    const { workspace, head } = checkout();
    mkdirSync(join(workspace, 'ml/code'), { recursive: true });
    writeFileSync(join(workspace, 'ml/config.json'), '{}');
    for (const place of ['ml', 'ml/code', 'ml/config.json', 'ml/none/of/it'])
      expect(checkedOutCommit(join(workspace, place), workspace)).toBe(head);
  });

  it('is that of the nearest repository', () => {
    const { workspace, head } = checkout();
    const inner = join(workspace, 'pr');
    mkdirSync(inner);
    const other = newRepository(inner);
    expect(checkedOutCommit(join(inner, 'file'), workspace)).toBe(other);
    expect(checkedOutCommit(join(workspace, 'file'), workspace)).toBe(head);
  });

  it('is that of a work tree of its own', () => {
    const { workspace } = checkout();
    git(workspace, 'worktree', 'add', '--quiet', 'tree', '-b', 'in-tree');
    const tree = join(workspace, 'tree');
    const head = commit(tree);
    expect(checkedOutCommit(tree, workspace)).toBe(head);
    git(workspace, 'pack-refs', '--all', '--prune');
    expect(checkedOutCommit(tree, workspace)).toBe(head);
  });

  it('is that of a submodule', () => {
    const source = newFolder();
    const inner = newRepository(source);
    const { workspace } = checkout();
    git(workspace, 'submodule', '--quiet', 'add', source, 'models');
    commit(workspace);
    expect(checkedOutCommit(join(workspace, 'models'), workspace)).toBe(inner);
  });

  it('is that of where a link leads', () => {
    const { workspace, head } = checkout();
    const inner = join(workspace, 'pr');
    mkdirSync(inner);
    const other = newRepository(inner);
    symlinkSync(inner, join(workspace, 'link'));
    expect(checkedOutCommit(join(workspace, 'link/file'), workspace)).toBe(other);
    expect(other).not.toBe(head);
  });
});

describe('nobody can tell', () => {
  it.each<[string, (workspace: string) => unknown]>([
    ['without .git', (at) => rmSync(join(at, '.git'), { recursive: true })],
    ['before the first commit', (at) => git(at, 'switch', '--quiet', '--orphan', 'empty')],
    ['with a HEAD that is none', (at) => writeFileSync(join(at, '.git/HEAD'), 'main\n')],
    ['with a HEAD that leads out', (at) => writeFileSync(join(at, '.git/HEAD'), 'ref: refs/../../file\n')],
    [
      'with a HEAD in a circle',
      (at) => writeFileSync(join(at, '.git/refs/heads/main'), 'ref: refs/heads/main'),
    ],
    [
      'with a .git that leads nowhere',
      (at) => {
        renameSync(join(at, '.git'), join(at, 'git'));
        writeFileSync(join(at, '.git'), 'gitdir: ../gone\n');
      },
    ],
  ])('%s', (_what, prepare) => {
    const { workspace } = checkout();
    prepare(workspace);
    expect(checkedOutCommit(join(workspace, 'file'), workspace)).toBeUndefined();
  });

  it('by a repository that the workspace lies in', () => {
    const { workspace: outer } = checkout();
    const workspace = join(outer, 'work');
    mkdirSync(workspace);
    expect(checkedOutCommit(workspace, workspace)).toBeUndefined();
    expect(checkedOutCommit(outer, workspace)).toBeUndefined();
  });
});
