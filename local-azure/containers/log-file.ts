import { open } from 'node:fs/promises';

/** ACI keeps at most this much of a running container's log (Source: MicrosoftDocs/azure-compute-docs:articles/container-instances/container-instances-resource-and-quota-limits.md). */
export const LOG_LIMIT_BYTES = 4 * 1024 * 1024;

/** The end of a log, at most 4 MB of it. A log that is not there is empty. */
export async function readLog(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - LOG_LIMIT_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
