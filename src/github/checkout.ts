import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** A full commit id: SHA-1 or SHA-256. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** References that point to references; git itself stops at five. */
const DEPTH = 5;

/**
 * The commit that is checked out where a file or folder of the workspace lies, by the nearest `.git` above it. Undefined
 * when there is none within the workspace, or it is not in a form that is known: then nobody can tell.
 * Source: https://git-scm.com/docs/gitrepository-layout
 *
 * @param place Absolute path; it need not exist.
 * @param workspace Absolute real path.
 */
export function checkedOutCommit(place: string, workspace: string): string | undefined {
  for (let folder = realFolder(place); isWithin(folder, workspace); folder = dirname(folder)) {
    const git = join(folder, '.git');
    if (existsSync(git)) return commitOf(git);
    if (folder === dirname(folder)) return undefined;
  }
  return undefined;
}

/** The folder itself, or the nearest above it that exists, with its links resolved. */
function realFolder(place: string): string {
  if (existsSync(place)) {
    const real = realpathSync(place);
    return statSync(real).isDirectory() ? real : dirname(real);
  }
  return dirname(place) === place ? place : realFolder(dirname(place));
}

function isWithin(folder: string, workspace: string): boolean {
  return folder === workspace || folder.startsWith(workspace.endsWith(sep) ? workspace : workspace + sep);
}

function commitOf(git: string): string | undefined {
  try {
    const folder = gitFolder(git);
    return resolveReference(folder, 'HEAD', DEPTH);
  } catch {
    return undefined;
  }
}

/** The folder itself, or the one that the file of a work tree or submodule names. */
function gitFolder(git: string): string {
  if (statSync(git).isDirectory()) return git;
  const [, named = ''] = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8')) ?? [];
  return resolve(dirname(git), named.trim());
}

function resolveReference(folder: string, name: string, depth: number): string | undefined {
  const text = readReference(folder, name);
  if (text === undefined || COMMIT.test(text)) return text;
  const [, next] = /^ref: (refs\/\S+)$/.exec(text) ?? [];
  if (next === undefined || depth === 0 || next.split('/').includes('..')) return undefined;
  return resolveReference(folder, next, depth - 1);
}

/** A file of its own beats the list of packed references. Those of a work tree are in the folder that it shares. */
function readReference(folder: string, name: string): string | undefined {
  const shared = sharedFolder(folder);
  const file = [join(folder, name), join(shared, name)].find((path) => existsSync(path));
  if (file !== undefined) return readFileSync(file, 'utf8').trim();
  const packed = join(shared, 'packed-refs');
  if (!existsSync(packed)) return undefined;
  const line = readFileSync(packed, 'utf8')
    .split('\n')
    .find((each) => each.trimEnd().endsWith(` ${name}`));
  return line?.split(' ')[0];
}

function sharedFolder(folder: string): string {
  const file = join(folder, 'commondir');
  return existsSync(file) ? resolve(folder, readFileSync(file, 'utf8').trim()) : folder;
}
