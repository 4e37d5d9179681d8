import { z } from 'zod';
import { error, type Finding, type Place } from '../findings.ts';
import { readConda } from './conda.ts';
import { readDocument, type Document } from './document.ts';
import { environmentByName, readEnvironment, type Environment } from './environment.ts';
import { checkLegacyBeside, LEGACY, readLegacy } from './legacy.ts';
import { confineInFirst } from './paths.ts';
import { keysAt, readShape, unknownKeys, valueAt } from './shape.ts';
import { baseFolders, findSources, type Sources } from './sources.ts';
import type { InferenceConfig, PythonEnvironment } from './types.ts';

const text = z.string().nullish();
const INFERENCE = z.object({
  entryScript: text,
  sourceDirectory: text,
  environment: z
    .union([z.string(), z.record(z.string(), z.unknown())], { error: 'must be an object with keys' })
    .nullish(),
});

/**
 * Reads the inference config, the conda file it names, and finds the entry script.
 * @param name path relative to the repository: the input inference-config.
 * @returns never throws. Without `inference` there is at least one error finding.
 */
export async function readInferenceConfig(
  workspaceDirectory: string,
  name: string,
): Promise<{ inference?: InferenceConfig; findings: Finding[] }> {
  const { document, findings } = await readDocument(workspaceDirectory, name, 'inference-config');
  if (!document) return { findings };
  const { value, findings: wrong } = readShape(document, [], INFERENCE);
  findings.push(...wrong);
  if (!value) return { findings };
  findings.push(
    ...unknownKeys(document, [], [...Object.keys(INFERENCE.shape), ...Object.keys(LEGACY.shape)]),
  );
  const code = await readSources(document, workspaceDirectory, value);
  const { environment, findings: odd } = chooseEnvironment(document, value.environment);
  const conda = await readCondaFile(document, workspaceDirectory, environment, code.sources);
  findings.push(...code.findings, ...odd, ...conda.findings);
  if (!code.sources) return { findings };
  const { sources } = code;
  return { inference: inferenceConfig(document, sources, environment, conda), findings };
}

function inferenceConfig(
  document: Document,
  sources: Sources,
  environment: Environment,
  { python, packages }: Packages,
): InferenceConfig {
  const { baseImage, variables } = environment;
  return {
    file: document.file,
    ...sources,
    ...(baseImage !== undefined && { baseImage }),
    python,
    ...(packages && { packages }),
    variables,
    at: document.at,
  };
}

type Inference = z.output<typeof INFERENCE>;

async function readSources(
  document: Document,
  workspaceDirectory: string,
  { entryScript, sourceDirectory }: Inference,
): Promise<{ sources?: Sources; findings: Finding[] }> {
  if (entryScript) {
    const paths = { entryScript, ...(sourceDirectory && { sourceDirectory }) };
    return findSources(document, workspaceDirectory, paths);
  }
  // A value of a wrong type has been reported already.
  if ((valueAt(document.value, ['entryScript']) ?? '') !== '') return { findings: [] };
  const remedy = 'Add entryScript: the Python file that defines init() and run().';
  const place = document.at('entryScript');
  return {
    findings: [error(`The inference config ${document.file} has no entryScript.`, { remedy, place })],
  };
}

function chooseEnvironment(
  document: Document,
  environment: Inference['environment'],
): { environment: Environment; findings: Finding[] } {
  if (typeof environment === 'string') {
    const legacy = readLegacy(document);
    return { ...legacy, findings: [...legacy.findings, environmentByName(document, environment)] };
  }
  if (keysAt(document, ['environment']).length === 0) return readLegacy(document);
  const read = readEnvironment(document);
  return { ...read, findings: [...checkLegacyBeside(document), ...read.findings] };
}

/** What Python runs, and where that is written. */
interface Packages {
  readonly python: PythonEnvironment;
  readonly packages?: Place;
}

/** A conda file counts from the source directory, as in v1; it may also lie beside the inference config. */
async function readCondaFile(
  document: Document,
  workspaceDirectory: string,
  { condaFile, ...inline }: Environment,
  sources: Sources | undefined,
): Promise<Packages & { readonly findings: Finding[] }> {
  if (condaFile === undefined) return { ...packagesOf(inline), findings: [] };
  const { python } = inline;
  const directory = sources?.sourceDirectory;
  const folders = [
    ...(directory === undefined ? [] : [directory]),
    ...baseFolders(document, workspaceDirectory),
  ];
  const found = await confineInFirst(workspaceDirectory, condaFile, folders);
  if ('problem' in found) {
    const remedy = 'Write its path relative to sourceDirectory or to the inference config.';
    const place = document.at(...condaKey(document));
    return {
      python,
      findings: [error(`The conda file "${condaFile}" ${found.problem}.`, { remedy, place })],
    };
  }
  const read = await readDocument(workspaceDirectory, found.file);
  if (!read.document) {
    // A file that cannot be read has no lines: the key that names it is at fault.
    const place = document.at(...condaKey(document));
    return { python, findings: read.findings.map((finding) => ({ place, ...finding })) };
  }
  const conda = readConda(read.document, []);
  return { ...packagesOf(conda), findings: [...read.findings, ...conda.findings] };
}

function packagesOf({ python, packages }: Packages): Packages {
  return { python, ...(packages && { packages }) };
}

function condaKey(document: Document): readonly string[] {
  return keysAt(document, []).includes('condaFile')
    ? ['condaFile']
    : ['environment', 'python', 'condaDependenciesFile'];
}
