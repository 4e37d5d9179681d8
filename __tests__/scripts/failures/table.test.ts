import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../../scripts/failures/table.ts';
import { formatTable, renderSuite } from '../../../scripts/failures/table.ts';
import { ALL } from '../../e2e/failures/themes.ts';

const PAGE = resolve(import.meta.dirname, '../../../docs/reliability.md');
const row = (theme: string, scenario: string, more: Partial<Row> = {}): Row => ({
  theme,
  scenario,
  outcome: 'created',
  seconds: 1.26,
  isGood: true,
  ...more,
});
/** Two files write at once. */
const ROWS = [
  row('Reads', 'first read'),
  row('Live', 'live: crashes', { outcome: 'failed, rolled-back', calls: 40, failedCalls: 7 }),
  row('Reads', 'second read', { outcome: 'NOT AS EXPECTED', isGood: false }),
];

describe('the table of the suite of failures', () => {
  it('has the themes together, and the times', () => {
    expect(formatTable(ROWS).split('\n')).toEqual([
      'Scenario       Outcome              Failed scores  Time',
      'live: crashes  failed, rolled-back  7 of 40        1.3 s',
      'first read     created              -              1.3 s',
      'second read    NOT AS EXPECTED      -              1.3 s',
      '',
      '2 of 3 scenarios as expected',
    ]);
  });

  it('is Markdown without the times', () => {
    expect(renderSuite(ROWS).split('\n')).toEqual([
      '| scenario | outcome | failed scores |',
      '| --- | --- | --- |',
      '| live: crashes | failed, rolled-back | 7 of 40 |',
      '| first read | created | - |',
      '| second read | NOT AS EXPECTED | - |',
    ]);
  });

  it('stands in docs/reliability.md with each scenario of the suite (npm run failures -- --write)', async () => {
    const page = await readFile(PAGE, 'utf8');
    const [, table = ''] = /<!-- suite:begin -->([^]*)<!-- suite:end -->/.exec(page) ?? [];
    const [, , ...rows] = table.trim().split('\n');
    expect(rows.map((line) => line.split(' | ')[0]?.replace(/^\| /, ''))).toEqual(
      ALL.map(({ name }) => name),
    );
    expect(table).not.toContain('NOT AS EXPECTED');
  });
});
