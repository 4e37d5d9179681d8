import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../lib/git.ts';
import { notesOf } from './changelog.ts';
import { parseTags, planMoves } from './tags.ts';
import type { Tags } from './tags.ts';
import { parseVersion, releaseTag } from './version.ts';
import type { Version } from './version.ts';

/**
 * Checks that the working tree in `root` may be released as this version, and returns the notes of the release.
 * @throws Error that says what is missing.
 */
export async function checkRelease(root: string, text: string, git: Git): Promise<string> {
  const version = readVersion(text);
  for (const file of ['package.json', 'package-lock.json']) {
    const found = (JSON.parse(await readFile(join(root, file), 'utf8')) as { version: string }).version;
    if (found !== text) throw new Error(`${file} says version ${found}, not ${text}.`);
  }
  const notes = notesOf(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version);
  const tags = remoteTags(git);
  if (tags.has(releaseTag(version))) throw new Error(`${releaseTag(version)} is released already.`);
  planMoves(version, tags);
  return notes;
}

/**
 * Moves `v1` and `v1.2` to the release of this version, where they point at an older one. Resolves to the tags moved.
 * @throws Error when the release is missing or is another commit than the one checked out, and when somebody else moves
 * the same tag at the same time.
 */
export function moveTags(text: string, git: Git): readonly string[] {
  const version = readVersion(text);
  const tags = remoteTags(git);
  const commit = git(['rev-parse', 'HEAD']);
  if (tags.get(releaseTag(version)) !== commit) {
    throw new Error(`${releaseTag(version)} is not the commit that is checked out, ${commit}.`);
  }
  return planMoves(version, tags).map(({ tag, from = '' }) => {
    const ref = `refs/tags/${tag}`;
    // Only when it still points where the decision saw it; an empty `from` means: only when it is not there.
    git(['push', '--quiet', `--force-with-lease=${ref}:${from}`, 'origin', `${commit}:${ref}`]);
    return tag;
  });
}

function remoteTags(git: Git): Tags {
  return parseTags(git(['ls-remote', '--tags', 'origin']));
}

function readVersion(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new Error(`"${text}" is no version: write three numbers, such as 1.2.3.`);
  return version;
}
