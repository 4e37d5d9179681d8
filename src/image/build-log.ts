import { StringDecoder } from 'node:string_decoder';
import type { BuildLogPart } from './types.ts';

/** Failed reads in a row after which the log is given up. */
const LOST_AFTER = 5;

/** A build's log, read in parts as it grows. */
export interface BuildLog {
  /** Reads what is new. True when there was something. */
  advance(): Promise<boolean>;
  /** True when the registry said that nothing more will come. */
  readonly complete: boolean;
  /** Tells a last line that has no line break. */
  finish(): void;
  /** All lines so far. */
  readonly lines: readonly string[];
}

/**
 * Follows a log by byte offset and tells each whole line once. Parts may end within a line or a character.
 * A log that cannot be read is no reason to fail a build: after a few errors of `read` it counts as complete.
 */
export function createBuildLog(
  read: (from: number) => Promise<BuildLogPart>,
  tell: (line: string) => void,
): BuildLog {
  const decoder = new StringDecoder('utf8');
  const lines: string[] = [];
  let offset = 0;
  let open = '';
  let complete = false;
  let failures = 0;
  const keep = (text: string): void => {
    // A carriage return starts the line anew on a terminal: what counts is what was written last.
    const line = text.replace(/\r+$/, '').split('\r').at(-1) ?? '';
    lines.push(line);
    tell(line);
  };
  return {
    lines,
    get complete() {
      return complete;
    },
    advance: async () => {
      if (complete) return false;
      const part = await read(offset).catch(() => undefined);
      failures = part ? 0 : failures + 1;
      complete = part?.complete ?? failures === LOST_AFTER;
      if (!part) return false;
      offset += part.bytes.length;
      const pieces = (open + decoder.write(Buffer.from(part.bytes))).split('\n');
      open = pieces.pop() ?? '';
      pieces.forEach(keep);
      return part.bytes.length > 0;
    },
    finish: () => {
      const rest = open + decoder.end();
      open = '';
      if (rest !== '') keep(rest);
    },
  };
}
