import type { Finding } from '../findings.ts';
import { error, warning } from '../findings.ts';
import type { ResolvedModel } from '../models/types.ts';
import { formatBytes } from '../bytes.ts';
import {
  GIGABYTE,
  IMAGE_BYTES_LIMIT,
  MEMORY_PER_MODEL_BYTE,
  MODEL_BYTES_LIMIT,
  MODELS_LIMIT,
} from './limits.ts';

/** What there is to check about a model's size. */
export type SizedModel = Pick<ResolvedModel, 'name' | 'version' | 'bytes' | 'place'>;

/**
 * The limits of Azure Container Instances for models: their number, the size of each, the size of all, and the memory.
 * @param memoryInGB of the scoring container.
 */
export function checkModels(models: readonly SizedModel[], memoryInGB: number): Finding[] {
  const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
  return [
    ...checkCount(models.length),
    ...models.filter((model) => model.bytes >= MODEL_BYTES_LIMIT).map(tooLarge),
    ...checkTotal(bytes),
    ...checkMemory(bytes, memoryInGB),
  ];
}

function checkCount(count: number): Finding[] {
  if (count <= MODELS_LIMIT) return [];
  const [asked, limit] = [count, MODELS_LIMIT].map((value) => value.toLocaleString('en-US'));
  return [
    error(`${asked} models are listed; one deployment takes at most ${limit}.`, {
      input: 'models',
      remedy: 'Deploy the models in several services, or register several files as one model (a folder).',
    }),
  ];
}

function tooLarge({ name, version, bytes, place }: SizedModel): Finding {
  const size = `${formatBytes(bytes)} (${bytes.toLocaleString('en-US')} bytes)`;
  return error(
    `The model "${name}:${version}" has ${size}; Azure Container Instances is for models under 1 GB.`,
    {
      input: 'models',
      ...(place && { place }),
      remedy:
        'Make the model smaller, or use a single-node AKS cluster for development and tests of larger models.',
    },
  );
}

function checkTotal(bytes: number): Finding[] {
  if (bytes <= IMAGE_BYTES_LIMIT) return [];
  return [
    error(
      `All models together have ${formatBytes(bytes)}; an image on Azure Container Instances has at most 15 GB.`,
      {
        input: 'models',
        remedy:
          'Deploy the models in several services, or use a single-node AKS cluster for development and tests.',
      },
    ),
  ];
}

function checkMemory(bytes: number, memoryInGB: number): Finding[] {
  const advised = bytes * MEMORY_PER_MODEL_BYTE;
  if (memoryInGB * GIGABYTE >= advised) return [];
  // Rounded up to one decimal, the steps of memoryInGB.
  const atLeast = Math.ceil((advised / GIGABYTE) * 10) / 10;
  return [
    warning(
      `The scoring container has ${memoryInGB} GB of memory for models of ${formatBytes(bytes)}: ` +
        'loading them may need more, and a container without memory is restarted over and over.',
      {
        remedy: `Set containerResourceRequirements.memoryInGB to ${atLeast} or more (1.5 times the models).`,
      },
    ),
  ];
}
