import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

/** The upload is no tar.gz. */
export class ContextError extends Error {}

/** Unpacks an uploaded build context (tar.gz) and returns how many bytes its files have. Throws {@link ContextError}. */
export async function unpackContext(contextFile: string, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const unpack = extract();
  const reading = pipeline(createReadStream(contextFile), createGunzip(), unpack);
  let bytes = 0;
  const writing = (async () => {
    for await (const entry of unpack) {
      // Names that climb out of the context are cut, as tar does.
      const place = join(folder, normalize(`/${entry.header.name}`));
      const { type, mode, linkname } = entry.header;
      await mkdir(type === 'directory' ? place : dirname(place), { recursive: true });
      if (type === 'symlink' && linkname) await symlink(linkname, place);
      if (type === 'file') await pipeline(entry, createWriteStream(place, { mode }));
      else entry.resume();
      bytes += entry.header.size;
    }
  })();
  await Promise.all([reading, writing]).catch((cause: unknown) => {
    throw new ContextError('failed to untar the source archive: unexpected EOF', { cause });
  });
  return bytes;
}
