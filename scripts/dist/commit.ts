import { basename } from 'node:path';
import type { Git } from '../lib/git.ts';

/** Where the rebuilt files go. */
export interface Target {
  /** Branch of a pull request of Dependabot. */
  readonly branch: string;
  /** Commit that the files were built from. The branch must still be there. */
  readonly commit: string;
}

/** Branches of Dependabot for npm. Those for actions change no dist. */
const BRANCH = /^dependabot\/npm_and_yarn\/[\w.@/-]+$/;
const COMMIT = /^[0-9a-f]{40}$/;
/** What git takes for a file that goes. */
const NO_BLOB = '0'.repeat(40);
const MESSAGE = 'dist: rebuilt';
/** The account of the token. Source: actions/checkout:README.md */
const AUTHOR = 'github-actions[bot]';
const EMAIL = '41898282+github-actions[bot]@users.noreply.github.com';
const IDENTITY = {
  GIT_AUTHOR_NAME: AUTHOR,
  GIT_AUTHOR_EMAIL: EMAIL,
  GIT_COMMITTER_NAME: AUTHOR,
  GIT_COMMITTER_EMAIL: EMAIL,
};

/**
 * Commits files as the new dist of a branch and pushes it. Returns the commit; undefined when dist is the same already.
 * @throws Error when branch or commit are not Dependabot's, or when the branch has moved on.
 */
export function commitDist({ branch, commit }: Target, files: readonly string[], git: Git): string | undefined {
  if (!BRANCH.test(branch) || branch.includes('..')) throw new Error('The branch is none of Dependabot for npm.');
  if (!COMMIT.test(commit)) throw new Error('The commit is no full SHA.');
  git(['fetch', '--quiet', '--depth=1', 'origin', commit]);
  const tree = treeWith(files, commit, git);
  if (tree === git(['rev-parse', `${commit}^{tree}`])) return undefined;
  const made = git(['commit-tree', tree, '-p', commit, '-m', MESSAGE], { env: IDENTITY });
  // Not forced: refused when the branch is no longer at the commit that was built.
  git(['push', '--quiet', 'origin', `${made}:refs/heads/${branch}`]);
  return made;
}

/** The tree of the commit with these files, byte for byte, in place of its dist. Nothing of it is checked out. */
function treeWith(files: readonly string[], commit: string, git: Git): string {
  const modes = modesIn(commit, git);
  const gone = [...modes.keys()].map((path) => `0 ${NO_BLOB}\t${path}\n`);
  const entries = files.map((file) => {
    const path = `dist/${basename(file)}`;
    const blob = git(['hash-object', '-w', '--no-filters', '--', file]);
    // An artifact does not keep modes.
    return `${modes.get(path) ?? '100644'} ${blob}\t${path}\n`;
  });
  const env = { GIT_INDEX_FILE: `${git(['rev-parse', '--absolute-git-dir'])}/rebuilt-dist.index` };
  git(['read-tree', commit], { env });
  git(['update-index', '--index-info'], { env, input: [...gone, ...entries].join('') });
  return git(['write-tree'], { env });
}

/** The files of the commit's dist with their modes. */
function modesIn(commit: string, git: Git): ReadonlyMap<string, string> {
  const lines = git(['ls-tree', commit, 'dist/']).split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(line.indexOf('\t') + 1), line.slice(0, 6)]));
}
