/** How much of a log is kept. */
export interface TailLimit {
  readonly lines?: number;
  /** Bytes of UTF-8, with the line that tells what was left out. */
  readonly bytes?: number;
}

/** Bytes that the line about what was left out may take. */
const NOTE_BYTES = 60;

/** The last whole lines of a text that fit, after a line that tells how many were left out. */
export function tailOf(text: string, { lines = Infinity, bytes = Infinity }: TailLimit): string {
  const all = text.trimEnd().split('\n');
  const last = all.slice(-Math.min(lines, all.length));
  const kept = fitting(last, bytes);
  const left = all.length - kept.length;
  return left === 0
    ? kept.join('\n')
    : [`… (${left} ${left === 1 ? 'line' : 'lines'} before)`, ...kept].join('\n');
}

function fitting(lines: readonly string[], bytes: number): readonly string[] {
  const sizes = lines.map((line) => Buffer.byteLength(line) + 1);
  if (sizes.reduce((sum, size) => sum + size, 0) <= bytes) return lines;
  let left = bytes - NOTE_BYTES;
  const first = sizes.findLastIndex((size) => (left -= size) < 0);
  return lines.slice(first + 1);
}
