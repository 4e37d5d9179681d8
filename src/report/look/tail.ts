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
  const sizes = all.map((line) => Buffer.byteLength(line) + 1);
  const fitsWhole = all.length <= lines && sizes.reduce((sum, size) => sum + size, 0) <= bytes;
  if (fitsWhole) return all.join('\n');
  let room = bytes - NOTE_BYTES;
  const left = Math.max(all.length - lines, sizes.findLastIndex((size) => (room -= size) < 0) + 1);
  return [`… (${left} ${left === 1 ? 'line' : 'lines'} before)`, ...all.slice(left)].join('\n');
}
