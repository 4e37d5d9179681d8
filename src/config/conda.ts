import { z } from 'zod';
import { error, warning, type Finding, type Place } from '../findings.ts';
import type { Document, DocumentPath } from './document.ts';
import { label, readShape, unknownKeys } from './shape.ts';
import type { PythonEnvironment } from './types.ts';

const PACKAGE = { error: 'must be a package such as "numpy=1.26", or an object {"pip": [packages]}' };

/** A conda environment file, and v1's python.condaDependencies, which is the same as an object. */
const CONDA = z.object({
  name: z.unknown().optional(),
  prefix: z.unknown().optional(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  channels: z.array(z.string()).nullish(),
  dependencies: z
    .array(z.union([z.string(), z.strictObject({ pip: z.array(z.string()).nullish() }, PACKAGE)], PACKAGE))
    .nullish(),
});

/** Lines of a requirements file that name other files: v1's service did not have those files either. */
const FILE_REFERENCE = /^(?:-r|-c|-e|--requirement|--constraint|--editable|file:)|^\.{0,2}\//;

/** Conda packages that every base image has; alone they do not need a conda environment. */
const BASE_PACKAGES: readonly string[] = ['python', 'pip'];

interface Dependency {
  readonly text: string;
  readonly path: DocumentPath;
  readonly pip: boolean;
}

/** A conda environment as it was read. */
export interface CondaRead {
  readonly python: PythonEnvironment;
  /** The last pip package, or where the list of packages is or would be: the place for one more. */
  readonly packages: Place;
  readonly findings: Finding[];
}

/**
 * Reads a conda environment from a file of its own (`base` empty) or from inside an inference config.
 * Only pip packages: `pip`. Nothing at all: `base-image`. Everything else: `conda`.
 */
export function readConda(document: Document, base: DocumentPath): CondaRead {
  const { value, findings } = readShape(document, base, CONDA);
  findings.push(...unknownKeys(document, base, Object.keys(CONDA.shape)));
  if (value?.variables) findings.push(unusedVariables(document, base));
  const dependencies = dependenciesOf(value?.dependencies ?? [], [...base, 'dependencies']);
  findings.push(...dependencies.flatMap((dependency) => checkDependency(document, dependency)));
  const last = dependencies.findLast(({ pip }) => pip)?.path ?? [...base, 'dependencies'];
  return {
    python: pythonEnvironment(dependencies, value?.channels ?? []),
    packages: document.at(...last),
    findings,
  };
}

function pythonEnvironment(
  dependencies: readonly Dependency[],
  channels: readonly string[],
): PythonEnvironment {
  const packages = dependencies.filter(({ pip }) => !pip).map(({ text }) => text);
  const pip = dependencies.filter((dependency) => dependency.pip).map(({ text }) => text);
  if (packages.some((text) => !BASE_PACKAGES.includes(text)))
    return { kind: 'conda', channels, packages, pip };
  return pip.length > 0 ? { kind: 'pip', packages: pip } : { kind: 'base-image' };
}

type Entry = string | { pip?: readonly string[] | null | undefined };

function dependenciesOf(entries: readonly Entry[], base: DocumentPath): Dependency[] {
  return entries.flatMap((entry, index): Dependency[] => {
    const path = [...base, index];
    if (typeof entry === 'string') return [{ text: entry.trim(), path, pip: false }];
    return (entry.pip ?? []).map((text, position) => {
      return { text: text.trim(), path: [...path, 'pip', position], pip: true };
    });
  });
}

function checkDependency(document: Document, { text, path, pip }: Dependency): Finding[] {
  const place = document.at(...path);
  if (text === '' || /\p{Cc}/u.test(text)) {
    const remedy = 'Write one package an entry, such as "numpy==1.26.4".';
    return [error(`"${label(path)}" is empty or has more than one line.`, { remedy, place })];
  }
  if (!pip || !FILE_REFERENCE.test(text)) return [];
  const message = `The pip entry "${text}" names a file, which is not there when the image installs the packages.`;
  return [error(message, { remedy: 'List the packages themselves, one an entry.', place })];
}

function unusedVariables(document: Document, base: DocumentPath): Finding {
  return warning(
    `"${label([...base, 'variables'])}" is not used: only packages are taken from a conda environment.`,
    {
      remedy: 'Use environmentVariables in the inference config, or the input environment-variables.',
      place: document.keyAt(...base, 'variables'),
    },
  );
}
