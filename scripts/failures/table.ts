import { table } from '../docs/tables.ts';

/** What came of one scenario of the suite of failures. */
export interface Row {
  readonly theme: string;
  readonly scenario: string;
  /** What came of it, or `NOT AS EXPECTED`. */
  readonly outcome: string;
  /** Calls of a client during the run; absent where there was no service yet. */
  readonly calls?: number;
  readonly failedCalls?: number;
  readonly seconds: number;
  readonly isGood: boolean;
}

const HEAD = ['Scenario', 'Outcome', 'Failed scores', 'Time'];

/** The rows as a text table, themes together, with a line of totals. */
export function formatTable(rows: readonly Row[]): string {
  const cells = [HEAD, ...byTheme(rows).map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const good = rows.filter(({ isGood }) => isGood).length;
  return [...lines.map((line) => line.trimEnd()), '', `${good} of ${rows.length} scenarios as expected`].join(
    '\n',
  );
}

/** The same as Markdown, without the times, which are those of one machine. */
export function renderSuite(rows: readonly Row[]): string {
  const cells = byTheme(rows).map((row) => cellsOf(row).slice(0, -1));
  return table(
    HEAD.slice(0, -1).map((title) => title.toLowerCase()),
    cells,
  );
}

function byTheme(rows: readonly Row[]): Row[] {
  const themes = [...new Set(rows.map(({ theme }) => theme))].sort();
  return themes.flatMap((theme) => rows.filter((row) => row.theme === theme));
}

function cellsOf({ scenario, outcome, calls, failedCalls, seconds }: Row): string[] {
  const scores = calls === undefined ? '-' : `${failedCalls ?? 0} of ${calls}`;
  return [scenario, outcome, scores, `${seconds.toFixed(1)} s`];
}
