import { afterEach, describe, it } from '@jest/globals';
import type { Workbench } from '../support/workbench.ts';
import { recorded } from './outcome.ts';
import type { Seen } from './outcome.ts';

/** Milliseconds for a scenario on a busy machine. */
const TIMEOUT = 120_000;

/** Plays the scenarios of a theme, one after the other, and writes their rows. */
export function playAll<T extends { readonly name: string }>(
  theme: string,
  bench: Workbench,
  scenarios: readonly T[],
  play: (scenario: T, seen: Seen) => Promise<string>,
): void {
  describe(theme, () => {
    afterEach(() => bench.azure.faults.clear());
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      (name, scenario) => recorded(theme, name, (seen) => play(scenario, seen)),
      TIMEOUT,
    );
  });
}

/** A name for the n-th service of a theme. */
export function serviceName(theme: string, count: number): string {
  const slug = theme
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .slice(0, 20)
    .replace(/-$/, '');
  return `${slug}-${count}`;
}
