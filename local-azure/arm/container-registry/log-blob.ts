import type { AppendBlobClient } from '@azure/storage-blob';

/** Milliseconds between two appends. Azure writes about once a second; tests should not wait that long. */
const APPEND_INTERVAL_MS = 50;

/** The log of a run: an append blob that grows, with metadata `Complete` once the run has ended. */
export interface RunLog {
  readonly write: (line: string) => void;
  /** Writes what is left. `outcome` is what ACR's clients look for: Successful, Failed or Canceled. */
  complete(outcome: 'Successful' | 'Failed' | 'Canceled'): Promise<void>;
}

export async function createRunLog(blob: AppendBlobClient): Promise<RunLog> {
  await blob.create({ blobHTTPHeaders: { blobContentType: 'text/plain; charset=utf-8' } });
  let pending = '';
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    if (text !== '') await blob.appendBlock(text, Buffer.byteLength(text));
  };
  let flushing = Promise.resolve();
  const timer = setInterval(() => {
    // A failed append shows in complete(); until then the next one goes on.
    flushing = flushing.then(flush).catch(() => undefined);
  }, APPEND_INTERVAL_MS);
  return {
    write: (line) => void (pending += `${line}\n`),
    complete: async (outcome) => {
      clearInterval(timer);
      await flushing;
      await flush();
      await blob.setMetadata({ Complete: outcome });
    },
  };
}
