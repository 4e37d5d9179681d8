import { appendFileSync } from 'node:fs';
import type { Row } from '../../../scripts/failures/table.ts';
import type { Scores } from '../support/scorer.ts';

/** Names the file that takes the rows, one line of JSON each. Without it nothing is written. */
const ROWS_FILE = 'FAILURES_ROWS';

/** Takes what a client saw during a scenario. */
export type Seen = (scores: Scores) => void;

/** Runs one scenario and writes its row, whatever comes of it. */
export async function recorded(
  theme: string,
  scenario: string,
  play: (seen: Seen) => Promise<string>,
): Promise<void> {
  const start = Date.now();
  let scores: Scores | undefined;
  const write = (outcome: string, isGood: boolean): void =>
    writeRow({
      theme,
      scenario,
      outcome,
      ...(scores && { calls: scores.calls, failedCalls: scores.failed.length }),
      seconds: (Date.now() - start) / 1000,
      isGood,
    });
  try {
    write(await play((seen) => (scores = seen)), true);
  } catch (caught) {
    write('NOT AS EXPECTED', false);
    throw caught;
  }
}

function writeRow(row: Row): void {
  const file = process.env[ROWS_FILE];
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify(row)}\n`);
}
