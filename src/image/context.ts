import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { InferenceConfig } from '../config/types.ts';
import type { Finding } from '../findings.ts';
import { ActionError, error, hasErrors } from '../findings.ts';
import type { ResolvedModel } from '../models/types.ts';
import { CONTEXT } from './layout.ts';
import { condaFileText, requirementsText } from './python-packages.ts';
import type { SourceFiles } from './source-files.ts';
import { walkSource } from './source-files.ts';
import type { ContextFile } from './types.ts';

/** Everything that goes into the build context. */
export interface ContextSource {
  /** Absolute path of the repository's checkout. */
  readonly workspaceDirectory: string;
  readonly inference: InferenceConfig;
  readonly models: readonly ResolvedModel[];
  readonly dockerfile: string;
}

/**
 * Lists the build context, sorted by path. Model files are not opened; files of the repository are hashed.
 * Throws ActionError with every file that may not enter.
 */
export async function collectContext(source: ContextSource): Promise<ContextFile[]> {
  const code = await collectCode(source);
  const files = [
    textFile(CONTEXT.dockerfile, source.dockerfile),
    ...environmentFiles(source.inference),
    ...code.files,
    ...source.models.flatMap(modelFiles),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const findings = [...code.findings, ...duplicates(files)];
  if (hasErrors(findings)) throw new ActionError(findings);
  return files;
}

/** Without a source directory only the entry script enters: nothing says that its neighbours belong to the service. */
async function collectCode({ workspaceDirectory, inference }: ContextSource): Promise<SourceFiles> {
  const workspace = realpathSync(workspaceDirectory);
  const { sourceDirectory, entryScriptPath, entryScript } = inference;
  if (sourceDirectory === undefined)
    return walkSource(workspace, entryScriptPath, `${CONTEXT.code}/${entryScript}`);
  return walkSource(workspace, sourceDirectory, `${CONTEXT.code}/${basename(sourceDirectory)}`);
}

function environmentFiles({ python }: InferenceConfig): ContextFile[] {
  if (python.kind === 'pip') return [textFile(CONTEXT.requirements, requirementsText(python.packages))];
  return python.kind === 'conda' ? [textFile(CONTEXT.condaFile, condaFileText(python))] : [];
}

/** A model's files under `<name>/<version>/`. They are stored, since weights hardly compress. */
function modelFiles(model: ResolvedModel): ContextFile[] {
  return model.files.map((file) => ({
    path: `${CONTEXT.models}/${model.name}/${model.version}/${file.path}`,
    bytes: file.bytes,
    identity: file.identity,
    compress: false,
    mode: 0o644,
    open: () => file.open(),
  }));
}

function textFile(path: string, text: string): ContextFile {
  const content = Buffer.from(text);
  return {
    path,
    bytes: content.length,
    identity: `sha256:${hash('sha256', content)}`,
    compress: true,
    mode: 0o644,
    open: () => Promise.resolve(Readable.from([content])),
  };
}

/** Two files at one path: one of them would be lost without a word. */
function duplicates(sorted: readonly ContextFile[]): Finding[] {
  const twice = sorted.filter((file, index) => sorted[index + 1]?.path === file.path);
  return twice.map(({ path }) =>
    error(`Two files would lie at ${JSON.stringify(path)} in the image.`, {
      input: 'models',
      remedy: 'Name each model once, and give local models different names.',
    }),
  );
}
