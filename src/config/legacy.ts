import { z } from 'zod';
import { error, type Finding } from '../findings.ts';
import { BASE_IMAGE_REGISTRY, resolveBaseImage } from './base-image.ts';
import type { Document } from './document.ts';
import type { Environment } from './environment.ts';
import { LEGACY_FEATURES } from './environment-keys.ts';
import { checkFeatures, isOn } from './features.ts';
import { didYouMean } from './nearest.ts';
import { label, readShape, valueAt } from './shape.ts';

const text = z.string().nullish();
const known = z.unknown().optional();

/** Keys of the years 2019 and 2020, before `environment`. */
export const LEGACY = z.object({
  runtime: text,
  condaFile: text,
  baseImage: text,
  baseImageRegistry: BASE_IMAGE_REGISTRY,
  extraDockerfileSteps: known,
  extraDockerFileSteps: known,
  enableGpu: known,
  cudaVersion: known,
  description: known,
});

/** Keys that v1 refused together with `environment`. */
const REPLACED = [
  'runtime',
  'condaFile',
  'extraDockerfileSteps',
  'extraDockerFileSteps',
  'enableGpu',
  'cudaVersion',
  'baseImage',
] as const;

/** What v1 called `python`, in the two flavours it had. */
const PYTHON_RUNTIMES: readonly string[] = ['python', 'python-slim'];

/** Reads the legacy keys as v1 turned them into an environment. */
export function readLegacy(document: Document): { environment: Environment; findings: Finding[] } {
  const { value, findings } = readShape(document, [], LEGACY);
  const image = resolveBaseImage(document, [], value?.baseImage, value?.baseImageRegistry);
  findings.push(
    ...checkFeatures(document, LEGACY_FEATURES),
    ...checkRuntime(document, value?.runtime),
    ...image.findings,
  );
  const environment = {
    python: { kind: 'base-image' },
    variables: {},
    ...(image.baseImage !== undefined && { baseImage: image.baseImage }),
    ...(value?.condaFile && { condaFile: value.condaFile }),
  } as const;
  return { environment, findings };
}

/** An error for legacy keys beside an environment: v1 raised, because it is unclear which of them holds. */
export function checkLegacyBeside(document: Document): Finding[] {
  const keys = REPLACED.filter((key) => isOn(valueAt(document.value, [key])));
  const [first] = keys;
  if (first === undefined) return [];
  const names = keys.map((key) => `"${label([key])}"`).join(', ');
  return [
    error(`${names} cannot be used together with "environment".`, {
      remedy:
        'Move what they say into environment (docker.baseImage, python.condaDependencies) and remove them.',
      place: document.keyAt(first),
    }),
  ];
}

function checkRuntime(document: Document, runtime: string | null | undefined): Finding[] {
  const name = runtime?.trim().toLowerCase() ?? '';
  if (name === '' || PYTHON_RUNTIMES.includes(name)) return [];
  const place = document.at('runtime');
  if (name === 'spark-py') {
    const remedy = 'Set runtime to python, or build the image yourself and pass it in the input image.';
    return [error('The runtime "spark-py" is not supported yet.', { remedy, place })];
  }
  const message = `The runtime "${runtime ?? ''}" is not known${didYouMean(name, PYTHON_RUNTIMES)}.`;
  return [error(message, { remedy: 'Set runtime to python.', place })];
}
