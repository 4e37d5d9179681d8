import { describe, expect, it } from '@jest/globals';
import type { Cancellation } from './cancellation.ts';
import type { Scenario } from './scenario.ts';
import { ALL, CREATIONS, UPDATES } from './themes.ts';

/** What the suite promises. */
const FEWEST = 40;
const NAMES = { live: 'iris', candidate: 'iris-candidate' };

describe('the suite of failures', () => {
  it(`has at least ${FEWEST} scenarios`, () => {
    expect(ALL.length).toBeGreaterThanOrEqual(FEWEST);
  });

  it('has no two scenarios of one name, and none with the same fault in the same place', () => {
    const names = ALL.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    const what = ALL.map((one) => `${placeOf(one)} ${whatGoesWrong(one)}`);
    expect(what.filter((one, at) => what.indexOf(one) !== at)).toEqual([]);
  });
});

/** An update in place has no candidate beside it, and what is cancelled has a moment: the same fault strikes elsewhere. */
function placeOf(one: Scenario | Cancellation): string {
  if ('when' in one) return `cancelled ${JSON.stringify([one.when, one.with, one.isFirst])}`;
  if (CREATIONS.includes(one)) return 'creation';
  expect(UPDATES).toContain(one);
  return `update ${one.with?.['strategy'] ?? ''}`;
}

/** The faults; for a fault of the user's own files, these. */
function whatGoesWrong({ faults, files, with: inputs }: Scenario | Cancellation): string {
  const given = typeof faults === 'function' ? faults(NAMES) : faults;
  return JSON.stringify(given.length > 0 ? given : [files, inputs]);
}
