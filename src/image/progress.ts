import { formatBytes } from '../bytes.ts';
import type { Clock } from '../clock.ts';
import type { ContextFile } from './types.ts';

/** Milliseconds between two lines: often enough to see that it moves, seldom enough to keep the log short. */
const INTERVAL_MS = 10_000;

/** Tells how far an upload is. */
export interface UploadProgress {
  /** Bytes of content read so far. */
  readonly at: (bytes: number) => void;
  readonly done: () => void;
}

/** Progress in few lines: one every ten seconds, and one at the end. */
export function createUploadProgress(
  context: readonly ContextFile[],
  clock: Clock,
  tell: (line: string) => void,
): UploadProgress {
  const total = context.reduce((sum, file) => sum + file.bytes, 0);
  const begin = clock.now();
  let told = begin;
  return {
    at: (bytes) => {
      if (clock.now() - told < INTERVAL_MS) return;
      told = clock.now();
      tell(
        `Uploading the build context: ${formatBytes(bytes)} of ${formatBytes(total)} (${percent(bytes, total)}).`,
      );
    },
    done: () => {
      const files = context.length === 1 ? '1 file' : `${context.length} files`;
      const took = ((clock.now() - begin) / 1000).toFixed(1);
      tell(`Uploaded the build context: ${files}, ${formatBytes(total)} in ${took} s.`);
    },
  };
}

function percent(bytes: number, total: number): string {
  return `${Math.floor((100 * bytes) / Math.max(total, 1))} %`;
}
