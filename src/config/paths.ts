import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { didYouMean } from './nearest.ts';

/** A file or folder of the repository, or why it cannot be used. */
export type Confined =
  | {
      readonly realPath: string;
      /** `realPath` relative to the repository, with forward slashes, as annotations want it. */
      readonly file: string;
    }
  /** A predicate that follows the quoted path: `does not exist`, `points outside of the repository`. */
  | { readonly problem: string };

/**
 * Finds a file or folder that a config file or an input names, and makes sure that it lies in the
 * repository after all symbolic links are resolved.
 *
 * Use it for every path that comes from the user, and read only the `realPath` it returns.
 * @param workspaceDirectory root of the repository (GITHUB_WORKSPACE).
 * @param name path as written; relative to `baseDirectory`. Absolute paths are fine inside the repository.
 * @param baseDirectory absolute; default: the root of the repository.
 * @returns never throws: `{realPath, file}`, or `{problem}` to be put after the quoted name in a sentence.
 */
export async function confine(
  workspaceDirectory: string,
  name: string,
  baseDirectory: string = workspaceDirectory,
): Promise<Confined> {
  try {
    const root = await realpath(workspaceDirectory);
    const wanted = path.resolve(baseDirectory, name);
    const lexicallyInside = contains(path.resolve(workspaceDirectory), wanted) || contains(root, wanted);
    if (!lexicallyInside) return { problem: OUTSIDE };
    const realPath = await realpath(wanted);
    if (!contains(root, realPath)) return { problem: `${OUTSIDE} through a symbolic link` };
    return { realPath, file: repositoryPath(root, realPath) };
  } catch (cause) {
    return { problem: await describe(cause, name, baseDirectory) };
  }
}

/** Finds a path in the first of several folders that has it. See {@link confine}. */
export async function confineInFirst(
  workspaceDirectory: string,
  name: string,
  folders: readonly string[],
): Promise<Confined> {
  let first: Confined | undefined;
  for (const folder of folders) {
    const found = await confine(workspaceDirectory, name, folder);
    if ('realPath' in found) return found;
    first ??= found;
  }
  return first ?? { problem: 'does not exist' };
}

/** True when `inner` is `folder` or lies under it. Both are absolute. */
export function contains(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** An absolute path as GitHub's annotations want it: relative to the repository, with forward slashes. */
export function repositoryPath(workspaceDirectory: string, absolute: string): string {
  return forwardSlashes(path.relative(workspaceDirectory, absolute));
}

/** A path with forward slashes, as images and annotations have them. */
export function forwardSlashes(name: string): string {
  return name.split(path.sep).join('/');
}

const OUTSIDE = 'points outside of the repository';

async function describe(cause: unknown, name: string, baseDirectory: string): Promise<string> {
  const code = errorCode(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') return `does not exist${await hint(name, baseDirectory)}`;
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: permission denied';
  if (code === 'ELOOP') return 'cannot be read: its symbolic links form a circle';
  return 'cannot be read';
}

/** Names a sibling with a similar name (`Score.py`), or the slip that Windows users make. */
async function hint(name: string, baseDirectory: string): Promise<string> {
  if (name.includes('\\') && path.sep === '/') return ' (write forward slashes in paths)';
  const wanted = path.resolve(baseDirectory, name);
  try {
    return didYouMean(path.basename(wanted), await readdir(path.dirname(wanted)));
  } catch {
    return '';
  }
}

/** The code of a failed system call, such as ENOENT. */
export function errorCode(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
