import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Names that the bundler gives its files: no folder, no hidden file. */
const NAME = /^\w[\w.-]*$/;
/** Bytes of all files together: several times of what dist has. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The files of a dist that was built elsewhere, as paths. Who built it is not trusted with more than these bytes.
 * @throws Error when there is something that a bundle does not have: a folder, a link, an odd name, too many bytes.
 */
export async function findRebuilt(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).sort();
  if (!names.includes('index.js')) throw new Error('The rebuilt dist has no index.js.');
  let bytes = 0;
  for (const name of names) {
    const file = await lstat(join(folder, name));
    if (!file.isFile() || !NAME.test(name)) {
      throw new Error(`The rebuilt dist has ${JSON.stringify(name)}, which is no plain file of a bundle.`);
    }
    bytes += file.size;
  }
  if (bytes > MAX_BYTES) throw new Error(`The rebuilt dist has ${bytes} bytes; at most ${MAX_BYTES} are taken.`);
  return names.map((name) => join(folder, name));
}
