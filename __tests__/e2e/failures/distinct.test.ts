import { expect, it } from '@jest/globals';
import type { Scenario } from './scenario.ts';
import { BUILDS } from './tables/builds.ts';
import { CANDIDATES } from './tables/candidates.ts';
import { CONTAINERS } from './tables/containers.ts';
import { LIVE } from './tables/live.ts';
import { READS } from './tables/reads.ts';
import { WRITES } from './tables/writes.ts';

const CREATIONS = [...READS, ...BUILDS, ...WRITES, ...CONTAINERS];
const UPDATES = [...CANDIDATES, ...LIVE];
const ALL = [...CREATIONS, ...UPDATES];
/** What the suite promises. */
const FEWEST = 40;
const NAMES = { live: 'iris', candidate: 'iris-candidate' };

it(`has at least ${FEWEST} scenarios`, () => {
  expect(ALL.length).toBeGreaterThanOrEqual(FEWEST);
});

it('has no two scenarios of one name, and none with the same fault in the same place', () => {
  const names = ALL.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  const what = ALL.map((one) => `${placeOf(one)} ${whatGoesWrong(one)}`);
  expect(what.filter((one, at) => what.indexOf(one) !== at)).toEqual([]);
});

/** An update in place has no candidate beside it: the same fault strikes elsewhere. */
function placeOf(one: Scenario): string {
  return UPDATES.includes(one) ? `update ${one.with?.['strategy'] ?? ''}` : 'creation';
}

/** The faults; for a fault of the user's own files, these. */
function whatGoesWrong({ faults, files, with: inputs }: Scenario): string {
  const given = typeof faults === 'function' ? faults(NAMES) : faults;
  return JSON.stringify(given.length > 0 ? given : [files, inputs]);
}
