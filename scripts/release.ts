import { resolve } from 'node:path';
import { gitIn } from './lib/git.ts';
import { checkRelease, moveTags } from './release/release.ts';

/**
 * `npm run release -- check VERSION`: whether this commit may be released; prints the notes.
 * `npm run release -- tags VERSION`: moves v1 and v1.2 to a release that is published.
 * The release workflow calls both; the first one is of use before, too.
 */
const root = resolve(import.meta.dirname, '..');
const [command, version = ''] = process.argv.slice(2);
const git = gitIn(root);

try {
  if (command === 'check') {
    process.stdout.write(`${await checkRelease(root, version, git)}\n`);
  } else if (command === 'tags') {
    const moved = moveTags(version, git);
    process.stdout.write(`moved: ${moved.join(', ') || 'nothing; the tags point at newer releases'}\n`);
  } else {
    throw new Error('usage: npm run release -- check|tags VERSION');
  }
} catch (caught) {
  process.stderr.write(`${caught instanceof Error ? caught.message : String(caught)}\n`);
  process.exitCode = 1;
}
