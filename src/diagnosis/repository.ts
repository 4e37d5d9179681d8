import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { forwardSlashes, repositoryPath } from '../config/paths.ts';
import type { DeploymentConfig, InferenceConfig } from '../config/types.ts';
import { APP_ROOT } from '../image/layout.ts';
import type { CodeLocation, Repository } from './types.ts';

/** What a service is made from. */
export interface RepositorySources {
  /** Absolute path of the repository. */
  readonly workspaceDirectory: string;
  readonly deployment: Pick<DeploymentConfig, 'at'>;
  /** Absent when a prebuilt image is deployed. */
  readonly inference?: InferenceConfig;
}

/** What a diagnosis needs to know of the repository, to point to the right file and line. Never throws. */
export async function readRepository(sources: RepositorySources): Promise<Repository> {
  const { inference, deployment, workspaceDirectory } = sources;
  const memory = deployment.at('containerResourceRequirements', 'memoryInGB');
  if (!inference) return { memory };
  const { packages, sourceDirectory, entryScriptPath } = inference;
  const root = await realpath(workspaceDirectory).catch(() => workspaceDirectory);
  return {
    memory,
    code: codeLocation(inference, root),
    entryScript: inference.at('entryScript'),
    ...(packages && { packages }),
    ...(sourceDirectory === undefined && { leftOut: await modulesBeside(entryScriptPath) }),
  };
}

/** The layout of src/image/layout.ts, from the image back to the repository. */
function codeLocation(inference: InferenceConfig, workspaceDirectory: string): CodeLocation {
  const { sourceDirectory, entryScript, entryScriptFile } = inference;
  if (sourceDirectory === undefined)
    return { kind: 'file', inImage: `${APP_ROOT}/${entryScript}`, inRepository: entryScriptFile };
  return {
    kind: 'folder',
    inImage: `${APP_ROOT}/${path.basename(sourceDirectory)}`,
    inRepository: forwardSlashes(repositoryPath(workspaceDirectory, sourceDirectory)),
  };
}

/** Names of the Python modules in the folder of the entry script, itself left out. */
async function modulesBeside(entryScriptPath: string): Promise<readonly string[]> {
  const folder = path.dirname(entryScriptPath);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isFile()) return entry.name.endsWith('.py') ? entry.name.slice(0, -3) : undefined;
      const inside = entry.isDirectory() ? await readdir(path.join(folder, entry.name)).catch(() => []) : [];
      return inside.some((name) => name.endsWith('.py')) ? entry.name : undefined;
    }),
  );
  const own = path.basename(entryScriptPath, '.py');
  return found.filter((name) => name !== undefined && name !== own).map(String);
}
