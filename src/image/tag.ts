import { hash } from 'node:crypto';
import type { ContextFile } from './types.ts';

/** Change it when the same files would make another image, so that old images are not taken for new ones. */
const FORMAT = 'aci-model-deploy image 1';
/** Hex digits of the hash that make the tag: 128 bits, no accident makes two alike. */
const TAG_LENGTH = 32;

/** The image's tag: a hash of everything that goes in. The order of the files does not matter. */
export function imageTag(
  dockerfile: string,
  context: readonly Omit<ContextFile, 'open' | 'compress'>[],
): string {
  const files = context
    .map(({ path, mode, bytes, identity }) => JSON.stringify([path, mode, bytes, identity]))
    .sort();
  return hash('sha256', JSON.stringify([FORMAT, dockerfile, files])).slice(0, TAG_LENGTH);
}
