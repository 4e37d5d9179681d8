import { readFile } from 'node:fs/promises';
import type { Finding, Place } from '../findings.ts';
import { error } from '../findings.ts';

/** What stands in Git for a file of Git LFS. Source: `git-lfs/git-lfs:docs/spec.md`. */
const POINTER_BEGINS = 'version https://git-lfs.github.com/spec/';
/** Pointers are smaller than this. Same source. */
const POINTER_BYTES = 1024;

/** True when the file is a Git LFS pointer: the checkout did not fetch the content. */
export async function isLfsPointer(path: string, bytes: number): Promise<boolean> {
  return bytes < POINTER_BYTES && isPointer(await readFile(path));
}

/** True for the content of a Git LFS pointer. */
export function isPointer(content: Uint8Array): boolean {
  const isShort = content.length < POINTER_BYTES;
  return isShort && Buffer.from(content).toString('latin1').startsWith(POINTER_BEGINS);
}

/** The error for a pointer, with the line of the workflow that fetches the content. */
export function lfsPointer(path: string, place: Place): Finding {
  return error(
    `The model file "${path}" is a Git LFS pointer, not the file itself: the checkout did not fetch it.`,
    {
      input: 'models',
      place,
      remedy: 'Set `lfs: true` under `with:` of actions/checkout.',
    },
  );
}
