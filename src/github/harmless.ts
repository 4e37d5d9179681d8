import { printableLines } from '../report/printable.ts';

/**
 * Lines that the runner prints and does not obey. It takes a line for a command when it begins with `::`
 * after white space, and when `##[` stands anywhere in it; both comparisons skip invisible characters,
 * which {@link printableLines} has taken out. A visible space is put into them: an invisible one would be skipped.
 * Source: actions/runner:src/Runner.Common/ActionCommand.cs
 */
export function harmlessLines(text: string): string[] {
  return printableLines(text).map((line) =>
    line.replace(/^([^!-~]*):(?=:)/u, '$1: ').replaceAll('##[', '## ['),
  );
}

/** The same in one line, for titles. */
export function harmlessLine(text: string): string {
  return harmlessLines(text)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim())
    .join(' ');
}
