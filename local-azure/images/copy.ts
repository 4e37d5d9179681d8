import { constants, type Stats } from 'node:fs';
import { cp, lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join, matchesGlob, normalize, posix } from 'node:path';

/** A COPY that Docker's builder would refuse. */
export class CopyError extends Error {}

export interface CopyRequest {
  /** Folder of the unpacked build context. */
  readonly context: string;
  /** Folder of the image's files. */
  readonly tree: string;
  readonly workdir: string;
  readonly sources: readonly string[];
  readonly destination: string;
}

/**
 * Places files as COPY does: a folder's contents (not the folder) go to the destination; a file goes into a destination
 * that ends in a slash or is a folder, else it gets that name. Throws {@link CopyError}.
 */
export async function copyIntoImage(request: CopyRequest): Promise<void> {
  const { tree, workdir, destination } = request;
  const target = join(tree, posix.resolve('/', workdir, destination));
  const sources = (
    await Promise.all(request.sources.map((source) => findSources(request.context, source)))
  ).flat();
  const intoFolder =
    destination.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(destination) || (await isFolder(target));
  if (sources.length > 1 && !destination.endsWith('/')) {
    throw new CopyError(
      'When using COPY with more than one source file, the destination must be a directory and end with a /',
    );
  }
  for (const source of sources) {
    const info = await lstat(source);
    const place = info.isDirectory() || !intoFolder ? target : join(target, basename(source));
    await mkdir(info.isDirectory() ? place : dirname(place), { recursive: true });
    await cp(source, place, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  }
}

/** The files that a source names. It never leaves the context. */
async function findSources(context: string, source: string): Promise<string[]> {
  const inside = normalize(`/${source}`);
  if (!/[*?[]/.test(inside)) {
    const path = join(context, inside);
    if (await lstatOrUndefined(path)) return [path];
    throw new CopyError(missing(inside.slice(1)));
  }
  const names = await readdir(context, { recursive: true });
  const found = names.filter((name) => matchesGlob(name, inside.slice(1)));
  if (found.length === 0) throw new CopyError('COPY failed: no source files were specified');
  return found.sort().map((name) => join(context, name));
}

function missing(path: string): string {
  return `COPY failed: file not found in build context or excluded by .dockerignore: stat ${path}: file does not exist`;
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstatOrUndefined(path))?.isDirectory() ?? false;
}

async function lstatOrUndefined(path: string): Promise<Stats | undefined> {
  return lstat(path).catch(() => undefined);
}
