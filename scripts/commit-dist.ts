import { resolve } from 'node:path';
import { commitDist } from './dist/commit.ts';
import { findRebuilt } from './dist/rebuilt.ts';
import { gitIn } from './lib/git.ts';

/**
 * `npm run commit-dist -- FOLDER`: commits a dist that another workflow has built to the branch that it was built for,
 * BRANCH at COMMIT. Those who built it ran new dependencies and have no rights; this has rights and runs none of them.
 */
const root = resolve(import.meta.dirname, '..');
const [folder = ''] = process.argv.slice(2);
const { BRANCH: branch = '', COMMIT: commit = '' } = process.env;

try {
  const made = commitDist({ branch, commit }, await findRebuilt(resolve(folder)), gitIn(root));
  process.stdout.write(made === undefined ? 'dist is the same already\n' : `committed ${made}\n`);
} catch (caught) {
  process.stderr.write(`${caught instanceof Error ? caught.message : String(caught)}\n`);
  process.exitCode = 1;
}
