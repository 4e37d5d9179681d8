import { stat } from 'node:fs/promises';
import path from 'node:path';
import { error, warning, type Finding } from '../findings.ts';
import type { Document } from './document.ts';
import { checkModuleName } from './module-name.ts';
import { confine, contains, forwardSlashes } from './paths.ts';
import type { InferenceConfig } from './types.ts';

/** The user's code: the entry script and the folder that goes into the image with it. */
export type Sources = Pick<
  InferenceConfig,
  'entryScriptPath' | 'entryScriptFile' | 'entryScript' | 'sourceDirectory'
>;

/** The two paths as the inference config has them. */
export interface SourcePaths {
  readonly entryScript: string;
  readonly sourceDirectory?: string;
}

interface Miss {
  readonly key: 'entryScript' | 'sourceDirectory';
  /** Predicate that follows the quoted path. */
  readonly problem: string;
  readonly remedy: string;
}

type Attempt = { readonly sources: Sources } | { readonly miss: Miss };

/**
 * Finds the source directory and the entry script in it, under v1's rules.
 *
 * v1's command line took paths from the folder in which it ran: mostly that of the config file, or the root of
 * the repository. So both are tried, the config file's folder first; the first that has the entry script wins.
 */
export async function findSources(
  document: Document,
  workspaceDirectory: string,
  paths: SourcePaths,
): Promise<{ sources?: Sources; findings: Finding[] }> {
  const findings = checkModuleName(paths.entryScript, document.at('entryScript'));
  const attempts: Attempt[] = [];
  for (const base of baseFolders(document, workspaceDirectory)) {
    attempts.push(await attempt(workspaceDirectory, base, paths));
  }
  const [chosen, other] = attempts.filter((one) => 'sources' in one).map(({ sources }) => sources);
  if (chosen === undefined) return { findings: [...findings, missing(document, paths, attempts)] };
  if (other && other.entryScriptPath !== chosen.entryScriptPath)
    findings.push(ambiguous(document, chosen, other));
  return { sources: chosen, findings };
}

/** Folders from which the paths of an inference config are taken, absolute, the preferred one first. */
export function baseFolders(document: Document, workspaceDirectory: string): readonly string[] {
  const beside = path.dirname(path.resolve(workspaceDirectory, document.file));
  const root = path.resolve(workspaceDirectory);
  return beside === root ? [root] : [beside, root];
}

async function attempt(workspaceDirectory: string, base: string, paths: SourcePaths): Promise<Attempt> {
  if (paths.sourceDirectory === undefined) return findScript(workspaceDirectory, base, paths.entryScript);
  const key = 'sourceDirectory';
  const found = await confine(workspaceDirectory, paths.sourceDirectory, base);
  if ('problem' in found)
    return { miss: { key, problem: found.problem, remedy: 'Name a folder of the repository.' } };
  if (!(await stat(found.realPath)).isDirectory()) {
    return { miss: { key, problem: 'is no folder', remedy: 'Name the folder that holds the entry script.' } };
  }
  return findScript(workspaceDirectory, base, paths.entryScript, found.realPath);
}

async function findScript(
  workspaceDirectory: string,
  base: string,
  name: string,
  sourceDirectory?: string,
): Promise<Attempt> {
  const key = 'entryScript';
  const folder = sourceDirectory ?? base;
  const wanted = path.resolve(folder, name);
  if (sourceDirectory !== undefined && !contains(sourceDirectory, wanted)) {
    const remedy = 'Move it there, or name a sourceDirectory that holds it.';
    return { miss: { key, problem: 'lies outside of sourceDirectory', remedy } };
  }
  const found = await confine(workspaceDirectory, name, folder);
  if ('problem' in found) {
    const remedy = await hint(workspaceDirectory, base, name, sourceDirectory);
    return { miss: { key, problem: found.problem, remedy } };
  }
  if (!(await stat(found.realPath)).isFile()) {
    return { miss: { key, problem: 'is a folder', remedy: 'Name the Python file itself.' } };
  }
  const entryScript =
    sourceDirectory === undefined ? path.basename(wanted) : path.relative(sourceDirectory, wanted);
  return {
    sources: {
      entryScriptPath: found.realPath,
      entryScriptFile: found.file,
      entryScript: forwardSlashes(entryScript),
      ...(sourceDirectory !== undefined && { sourceDirectory }),
    },
  };
}

/** The commonest slip: the path is written from the root although it counts from the source directory. */
async function hint(
  workspaceDirectory: string,
  base: string,
  name: string,
  sourceDirectory: string | undefined,
): Promise<string> {
  if (sourceDirectory === undefined)
    return 'Write its path relative to the inference config or the repository.';
  const found = await confine(workspaceDirectory, name, base);
  if ('problem' in found || !contains(sourceDirectory, found.realPath)) {
    return 'Write its path relative to sourceDirectory.';
  }
  const relative = forwardSlashes(path.relative(sourceDirectory, found.realPath));
  return `Write its path relative to sourceDirectory: "${relative}".`;
}

/** The attempt that came furthest tells most. */
function missing(document: Document, paths: SourcePaths, attempts: readonly Attempt[]): Finding {
  const misses = attempts.filter((one) => 'miss' in one).map(({ miss }) => miss);
  const miss = misses.find(({ key }) => key === 'entryScript') ?? misses[0];
  const key = miss?.key ?? 'entryScript';
  const subject = key === 'entryScript' ? 'The entry script' : 'The source directory';
  return error(`${subject} "${paths[key] ?? ''}" ${miss?.problem ?? 'does not exist'}.`, {
    place: document.at(key),
    remedy: miss?.remedy ?? 'Correct the path.',
  });
}

function ambiguous(document: Document, chosen: Sources, other: Sources): Finding {
  return warning(
    `There are two entry scripts of that name: ${chosen.entryScriptFile} is used, ${other.entryScriptFile} is not.`,
    { place: document.at('entryScript'), remedy: 'Rename one of them to make sure which one runs.' },
  );
}
