import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { realpathSync } from 'node:fs';
import { confine, repositoryPath } from '../config/paths.ts';
import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import { isLfsPointer, lfsPointer } from './git-lfs.ts';

/** Folders of version control. They hold other files' history and tokens, and never enter an image. */
const REPOSITORY_DATA = new Set(['.git', '.hg', '.svn']);

/** A regular file of a model in the repository. */
export interface LocalFile {
  /** Path under `<name>/<version>/`. */
  readonly path: string;
  /** Absolute, with symbolic links resolved. */
  readonly realPath: string;
  readonly bytes: number;
}

interface Walk {
  readonly workspaceDirectory: string;
  readonly files: LocalFile[];
  readonly findings: Finding[];
}

/** The files of a file or folder, in the order of their names, and what keeps some of them from being used. */
export async function listLocalFiles(
  workspaceDirectory: string,
  realPath: string,
  root: string,
): Promise<{ readonly files: readonly LocalFile[]; readonly findings: readonly Finding[] }> {
  const walk: Walk = { workspaceDirectory: realpathSync(workspaceDirectory), files: [], findings: [] };
  await visit(walk, realPath, root, []);
  return walk;
}

/** Why a real path must not be used although it lies in the repository: it is inside of `.git` or its like. */
export function inRepositoryData(workspaceDirectory: string, realPath: string): string | undefined {
  const part = relative(realpathSync(workspaceDirectory), realPath)
    .split(sep)
    .find((name) => REPOSITORY_DATA.has(name));
  return part === undefined ? undefined : `lies in ${part}, which never enters an image`;
}

/** @param above real paths of the folders above, so that a link to one of them does not go in circles. */
async function visit(walk: Walk, realPath: string, path: string, above: readonly string[]): Promise<void> {
  const facts = await stat(realPath);
  if (facts.isDirectory()) return visitFolder(walk, realPath, path, above);
  const place = { file: repositoryPath(walk.workspaceDirectory, realPath) };
  if (!facts.isFile()) {
    walk.findings.push(error(`"${path}" is neither a file nor a folder.`, { input: 'models', place }));
  } else if (await isLfsPointer(realPath, facts.size)) {
    walk.findings.push(lfsPointer(path, place));
  } else {
    walk.files.push({ path, realPath, bytes: facts.size });
  }
}

async function visitFolder(
  walk: Walk,
  folder: string,
  path: string,
  above: readonly string[],
): Promise<void> {
  if (above.includes(folder)) {
    const message = `The model folder contains itself: "${path}" is a link to a folder above it.`;
    walk.findings.push(error(message, { input: 'models', remedy: 'Remove the symbolic link.' }));
    return;
  }
  const names = (await readdir(folder)).filter((name) => !REPOSITORY_DATA.has(name)).sort();
  for (const name of names) {
    const confined = await confine(walk.workspaceDirectory, join(folder, name));
    const problem =
      'problem' in confined ? confined.problem : inRepositoryData(walk.workspaceDirectory, confined.realPath);
    if ('problem' in confined || problem !== undefined) {
      const message = `The file "${path}/${name}" of the model ${problem ?? 'cannot be used'}.`;
      walk.findings.push(
        error(message, { input: 'models', remedy: 'Replace the link by the file itself, or remove it.' }),
      );
    } else {
      await visit(walk, confined.realPath, `${path}/${name}`, [...above, folder]);
    }
  }
}
