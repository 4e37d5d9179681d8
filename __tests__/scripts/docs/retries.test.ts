import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { renderRetries } from '../../../scripts/docs/retries.ts';
import { replaceBetweenMarkers } from '../../../scripts/docs/tables.ts';
import { RETRY_RULES } from '../../../src/azure/retry.ts';

const PAGE = resolve(import.meta.dirname, '../../../docs/reliability.md');

describe('the table of retries', () => {
  it('stands in docs/reliability.md as the code has it (npm run docs)', async () => {
    const page = await readFile(PAGE, 'utf8');
    expect(page).toBe(replaceBetweenMarkers(page, 'retries', renderRetries()));
  });

  it('has a line for each row and one for what no row knows', () => {
    expect(renderRetries().split('\n')).toHaveLength(2 + RETRY_RULES.length + 1);
  });

  it.each([
    [
      'no-capacity',
      '| `ServiceUnavailable`, with "requested resource" | create or update the group | `capacity` | 3: after 30 s, 1 m 0 s, 2 m 0 s (3 m 30 s in all) |',
    ],
    [
      'group-in-transition',
      '| `ContainerGroupTransitioning` | create or update the group; delete the group; tag the group | `transition` | 25: every 12 s (5 m 0 s in all) |',
    ],
    ['throttled', '| `throttle` | 20: after 5.0 s, 10 s, 20 s, and so on (6 m 15 s in all) |'],
    ['download-broken-off', '| 5, at once |'],
    [
      'label-taken',
      '| `DnsNameLabelAlreadyTaken` | create or update the group | `never` | none | the DNS label belongs to somebody else |',
    ],
    ['label-not-released', '| `DnsNameLabelAlreadyTaken`, after a delete of this run |'],
    ['role-fresh', '| what the error says |'],
  ])('tells what there is to know of %s', (id, line) => {
    expect(renderRetries(RETRY_RULES.filter((rule) => rule.id === id))).toContain(line);
  });
});
