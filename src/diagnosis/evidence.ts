import { cut } from '../report/printable.ts';

/** Lines shown of one piece of evidence, and the longest line, in characters. */
const SHOWN_LINES = 40;
const LONGEST_LINE = 500;

/**
 * The last lines of a log, for people to read: long lines are cut, and lines that are the same again and again are
 * told once. Nothing else is changed: it is evidence.
 */
export function trimmed(lines: readonly string[]): string[] {
  const told: { line: string; times: number }[] = [];
  for (const each of lines) {
    const line = cut(each.trimEnd(), LONGEST_LINE);
    const last = told.at(-1);
    if (last?.line === line) last.times += 1;
    else told.push({ line, times: 1 });
  }
  const shown = told.slice(-SHOWN_LINES).map(({ line, times }) => `${line}${again(line, times)}`);
  const left = told.length - shown.length;
  return left > 0 ? [`… (${left} lines before)`, ...shown] : shown;
}

function again(line: string, times: number): string {
  return times === 1 || line === '' ? '' : ` (${times} times)`;
}
