import { z } from 'zod';
import { error, warning, type Finding, type Place } from '../findings.ts';
import { BASE_IMAGE_REGISTRY, resolveBaseImage } from './base-image.ts';
import { readConda } from './conda.ts';
import type { Document } from './document.ts';
import { ENVIRONMENT_FEATURES } from './environment-keys.ts';
import { checkFeatures, isOn } from './features.ts';
import { readShape, unknownKeys, valueAt } from './shape.ts';
import type { PythonEnvironment } from './types.ts';
import { variableNameProblem } from './variable-name.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();
/** Read elsewhere, or without meaning for a scoring service, but known to v1. */
const known = z.unknown().optional();

/** v1's Environment object as azureml-core wrote it (core/environment.py), in the parts that scoring uses. */
const PYTHON = z.object({
  userManagedDependencies: flag,
  interpreterPath: text,
  condaDependencies: known,
  condaDependenciesFile: text,
  baseCondaEnvironment: known,
});
const DOCKER = z.object({
  baseImage: text,
  baseImageRegistry: BASE_IMAGE_REGISTRY,
  baseDockerfile: known,
  buildContext: known,
  platform: known,
  enabled: known,
  sharedVolumes: known,
  shmSize: known,
  arguments: known,
  gpuSupport: known,
});
const ENVIRONMENT = z.object({
  name: text,
  version: known,
  environmentVariables: z.record(z.string(), z.unknown()).nullish(),
  python: PYTHON.nullish(),
  docker: DOCKER.nullish(),
  spark: known,
  databricks: known,
  r: known,
  inferencingStackVersion: known,
  assetId: known,
});

/** A placeholder that v1 wrote into every new environment. */
const PLACEHOLDER = 'EXAMPLE_ENV_VAR';

/** What the `environment` of an inference config says. */
export interface Environment {
  readonly baseImage?: string;
  readonly python: PythonEnvironment;
  /** Where packages are listed, when the inference config does it itself. */
  readonly packages?: Place;
  /** A conda file to read in place of `python`; relative path as written. */
  readonly condaFile?: string;
  readonly variables: Readonly<Record<string, string>>;
}

const BASE = ['environment'] as const;

/** Reads the object under `environment`. The caller has made sure that it is there. */
export function readEnvironment(document: Document): { environment: Environment; findings: Finding[] } {
  const { value, findings } = readShape(document, BASE, ENVIRONMENT);
  findings.push(
    ...unknownKeys(document, BASE, Object.keys(ENVIRONMENT.shape)),
    ...unknownKeys(document, [...BASE, 'python'], Object.keys(PYTHON.shape)),
    ...unknownKeys(document, [...BASE, 'docker'], Object.keys(DOCKER.shape)),
    ...checkFeatures(document, ENVIRONMENT_FEATURES),
    ...checkDefinition(document, value?.name),
    ...checkInterpreter(document, value?.python),
  );
  const image = resolveBaseImage(
    document,
    [...BASE, 'docker'],
    value?.docker?.baseImage,
    value?.docker?.baseImageRegistry,
  );
  const dependencies = readPython(document, value?.python);
  const { variables, findings: found } = readVariables(document, value?.environmentVariables ?? {});
  const environment = {
    ...(image.baseImage && { baseImage: image.baseImage }),
    ...dependencies.part,
    variables,
  };
  return { environment, findings: [...findings, ...image.findings, ...dependencies.findings, ...found] };
}

type Python = z.output<typeof PYTHON> | null | undefined;

function readPython(
  document: Document,
  python: Python,
): { part: Pick<Environment, 'python' | 'packages' | 'condaFile'>; findings: Finding[] } {
  const inline = [...BASE, 'python', 'condaDependencies'];
  const part = { python: { kind: 'base-image' } } as const;
  if (python?.userManagedDependencies) return { part, findings: [] };
  if (isOn(valueAt(document.value, inline))) {
    const read = readConda(document, inline);
    return { part: { python: read.python, packages: read.packages }, findings: read.findings };
  }
  const condaFile = python?.condaDependenciesFile;
  return { part: condaFile ? { ...part, condaFile } : part, findings: [] };
}

/** An environment that is only named lies in the workspace; v1 fetched it from there. */
function checkDefinition(document: Document, name: string | null | undefined): Finding[] {
  const parts = ['docker', 'python', 'environmentVariables'].map((key) =>
    valueAt(document.value, [...BASE, key]),
  );
  if (!name || parts.some((part) => part !== undefined && part !== null)) return [];
  return [environmentByName(document, name)];
}

/** The error for an environment that is given by its name alone. */
export function environmentByName(document: Document, name: string): Finding {
  return error(`The environment "${name}" is given by name only, which is not supported yet.`, {
    remedy:
      'Write its definition here (docker.baseImage, python.condaDependencies); az ml environment show prints it.',
    place: document.at(...BASE),
  });
}

/** v1 used the path only together with userManagedDependencies; `python` is its default. */
function checkInterpreter(document: Document, python: Python): Finding[] {
  const { userManagedDependencies, interpreterPath } = python ?? {};
  if (!userManagedDependencies || !interpreterPath || interpreterPath === 'python') return [];
  return [
    error(
      `"environment.python.interpreterPath" asks for the Python "${interpreterPath}", which is not supported yet.`,
      {
        remedy: 'Use a base image whose first python on the PATH is the right one, or the input image.',
        place: document.at(...BASE, 'python', 'interpreterPath'),
      },
    ),
  ];
}

function readVariables(
  document: Document,
  given: Readonly<Record<string, unknown>>,
): { variables: Record<string, string>; findings: Finding[] } {
  const findings: Finding[] = [];
  const variables: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (name === PLACEHOLDER) continue;
    findings.push(...checkVariable(document, name, value));
    variables.push([name, String(value)]);
  }
  return { variables: Object.fromEntries(variables), findings };
}

function checkVariable(document: Document, name: string, value: unknown): Finding[] {
  const path = [...BASE, 'environmentVariables', name] as const;
  const place = document.keyAt(...path);
  const problem = variableNameProblem(name);
  const named = problem
    ? [{ ...problem, message: `The environment variable "${name}" ${problem.message}.`, place }]
    : [];
  if (typeof value === 'string') return named;
  const remedy = 'Write the value in double quotes.';
  if (typeof value === 'number' || typeof value === 'boolean') {
    const message = `The environment variable "${name}" is no text; the service sees "${String(value)}".`;
    return [...named, warning(message, { remedy, place: document.at(...path) })];
  }
  return [
    ...named,
    error(`The environment variable "${name}" must be a text.`, { remedy, place: document.at(...path) }),
  ];
}
