import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import { confine } from '../config/paths.ts';
import type { Finding } from '../findings.ts';
import { ActionError, error } from '../findings.ts';
import { exactLength } from './exact-length.ts';
import { sha256 } from './hash.ts';
import { inRepositoryData, listLocalFiles, type LocalFile } from './local-files.ts';
import type { FoundModel, LocalReference, ModelFile, ModelReference } from './types.ts';

/** Version of a model that is not registered. */
export const LOCAL_VERSION = '0';

/** Finds the files of every model of the repository and tells what keeps them from being used. Reads none of them. */
export async function checkLocalModels(
  references: readonly ModelReference[],
  workspaceDirectory: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const reference of references) {
    if (reference.kind !== 'local') continue;
    const found = await findFiles(reference, workspaceDirectory);
    if (found instanceof ActionError) findings.push(...found.findings);
  }
  return findings;
}

/**
 * Reads a model from the repository: lists its files and hashes them.
 * @throws ActionError with everything that is wrong with its files.
 */
export async function resolveLocal(
  reference: LocalReference,
  workspaceDirectory: string,
): Promise<FoundModel> {
  const found = await findFiles(reference, workspaceDirectory);
  if (found instanceof ActionError) throw found;
  const { files, place } = found;
  return {
    model: {
      name: reference.name,
      version: LOCAL_VERSION,
      source: 'local',
      root: posix.basename(place.file),
      files: await readAll(files),
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      origin: place.file,
      place,
    },
    findings: [],
  };
}

async function findFiles(
  reference: LocalReference,
  workspaceDirectory: string,
): Promise<
  { readonly files: readonly LocalFile[]; readonly place: { readonly file: string } } | ActionError
> {
  const place = { file: posix.normalize(reference.path).replace(/\/$/, '') };
  const confined = await confine(workspaceDirectory, reference.path);
  const problem =
    'problem' in confined ? confined.problem : inRepositoryData(workspaceDirectory, confined.realPath);
  if ('problem' in confined || problem !== undefined) {
    return new ActionError([
      error(`The model path "${reference.path}" ${problem ?? 'cannot be used'}.`, {
        input: 'models',
        remedy:
          'Paths are relative to the root of the repository; actions/checkout must run before this step.',
      }),
    ]);
  }
  const root = posix.basename(place.file);
  const { files, findings } = await listLocalFiles(workspaceDirectory, confined.realPath, root);
  if (findings.length > 0) return new ActionError(findings);
  return files.length === 0 ? new ActionError([emptyFolder(reference)]) : { files, place };
}

/** One after the other: hashing keeps a core busy, more at once would only take more memory. */
async function readAll(files: readonly LocalFile[]): Promise<ModelFile[]> {
  const read: ModelFile[] = [];
  for (const { path, realPath, bytes } of files) {
    read.push({
      path,
      bytes,
      identity: `sha256:${await sha256(realPath, bytes)}`,
      open: () =>
        Promise.resolve(exactLength(createReadStream(realPath), bytes, `The file ${JSON.stringify(path)}`)),
    });
  }
  return read;
}

function emptyFolder({ path }: LocalReference): ReturnType<typeof error> {
  return error(`The model folder "${path}" has no files.`, {
    input: 'models',
    remedy: 'Git keeps no empty folders: commit the files of the model, or download them in an earlier step.',
  });
}
