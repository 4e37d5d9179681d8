import { createHash, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Up to this size a file is read in one synchronous call: for small files that is many times faster. */
const SMALL_FILE_BYTES = 1 << 20;
/** Two buffers of this size: one is filled while the other is hashed. */
const BUFFER_BYTES = 1 << 20;

/** The SHA-256 of a file, in hex. Large files are never held in memory. */
export async function sha256(path: string, bytes: number): Promise<string> {
  return bytes <= SMALL_FILE_BYTES ? hash('sha256', readFileSync(path)) : hashLarge(path);
}

async function hashLarge(path: string): Promise<string> {
  const sum = createHash('sha256');
  await using file = await open(path);
  let current = Buffer.allocUnsafe(BUFFER_BYTES);
  let next = Buffer.allocUnsafe(BUFFER_BYTES);
  let { bytesRead } = await file.read(current, 0, BUFFER_BYTES);
  while (bytesRead > 0) {
    const reading = file.read(next, 0, BUFFER_BYTES);
    sum.update(current.subarray(0, bytesRead));
    ({ bytesRead } = await reading);
    [current, next] = [next, current];
  }
  return sum.digest('hex');
}
