import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDocument } from '../config/document.ts';
import { contains, repositoryPath } from '../config/paths.ts';
import { valueAt } from '../config/shape.ts';
import type { ActionError } from '../findings.ts';
import { failure } from '../findings.ts';
import { isPointer } from '../models/git-lfs.ts';
import type { SmokeFile, SmokeFileOptions } from '../smoke/file.ts';
import { DEFAULT_SMOKE_FILES, loadSmokeTest } from '../smoke/file.ts';

/** Reads a file of the base branch by its path in the repository; undefined when there is none. */
export type ReadBase = (file: string) => Promise<Uint8Array | undefined>;

/**
 * The smoke test of a pull request's base branch, in the place where the checked-out repository has it. Undefined when
 * there is none. What is wrong with it comes back as findings; what `read` throws goes on.
 * @throws ActionError for a file in Git LFS.
 */
export async function loadFromBase(
  { workspaceDirectory, path: given, ...options }: SmokeFileOptions,
  read: ReadBase,
): Promise<SmokeFile | undefined> {
  const names = given === undefined ? DEFAULT_SMOKE_FILES : [given];
  // Nobody else can read or write it.
  const folder = await mkdtemp(path.join(tmpdir(), 'base-branch-'));
  try {
    for (const name of names) {
      const file = pathInRepository(workspaceDirectory, name);
      if (!(await copy(file, folder, read))) continue;
      await copyBodies(file, { folder, read, limit: options.limit });
      return await loadSmokeTest({ ...options, workspaceDirectory: folder, path: file });
    }
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Path of a file in its repository, which may be checked out into a folder of the workspace. Links are not followed:
 * what the pull request makes of them does not matter.
 */
export function pathInRepository(workspaceDirectory: string, name: string): string {
  const file = path.resolve(workspaceDirectory, name);
  let root = path.dirname(file);
  while (
    root !== workspaceDirectory &&
    contains(workspaceDirectory, root) &&
    !existsSync(path.join(root, '.git'))
  )
    root = path.dirname(root);
  return repositoryPath(contains(workspaceDirectory, root) ? root : workspaceDirectory, file);
}

/** Copies a file into the folder, to where the repository has it. */
async function copy(file: string, folder: string, read: ReadBase): Promise<boolean> {
  const content = await read(file);
  if (!content) return false;
  if (isPointer(content)) throw inLfs(file);
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
  return true;
}

function inLfs(file: string): ActionError {
  return failure(`The file ${file} is in Git LFS, and GitHub's API gives only its pointer.`, {
    remedy: 'Keep what the requests of the smoke-test file send in Git itself.',
  });
}

interface Bodies {
  readonly folder: string;
  readonly read: ReadBase;
  readonly limit: number | undefined;
}

/** Copies the files that the first requests send. One that is not there, or outside, is reported when the test is read. */
async function copyBodies(smokeFile: string, { folder, read, limit }: Bodies): Promise<void> {
  const { document } = await readDocument(folder, smokeFile);
  const requests = valueAt(document?.value, ['requests']);
  if (!Array.isArray(requests)) return;
  const base = path.join(folder, path.dirname(smokeFile));
  const named = requests.slice(0, limit).map((request) => valueAt(request, ['file']));
  const files = named.filter((name) => typeof name === 'string').map((name) => path.resolve(base, name));
  for (const file of new Set(files))
    if (file !== folder && contains(folder, file)) await copy(repositoryPath(folder, file), folder, read);
}
