import type { Clock } from '../clock.ts';
import type { Phase } from '../report/types.ts';

/** Runs a phase of the run and keeps when it began and ended. */
export type RunPhase = <T>(name: string, body: () => Promise<T>) => Promise<T>;

/** A time line that writes each phase into `phases`, also when it fails. */
export function timeLine(clock: Clock, phases: Phase[]): RunPhase {
  return async (name, body) => {
    const start = clock.now();
    const keep = (failed: boolean): unknown => phases.push({ name, start, end: clock.now(), failed });
    try {
      const result = await body();
      keep(false);
      return result;
    } catch (caught) {
      keep(true);
      throw caught;
    }
  };
}
