import type { Clock } from '../clock.ts';
import type { Phase } from '../report/types.ts';
import { unlessStopped } from '../stop.ts';

/** Runs a phase of the run and keeps when it began and ended. */
export type RunPhase = <T>(name: string, body: () => Promise<T>) => Promise<T>;

/** A time line that writes each phase into `phases`, also when it fails. A phase ends at once when the run is to stop. */
export function timeLine(clock: Clock, phases: Phase[], stop: AbortSignal): RunPhase {
  return async (name, body) => {
    const start = clock.now();
    const keep = (failed: boolean): unknown => phases.push({ name, start, end: clock.now(), failed });
    try {
      const result = await unlessStopped(stop, body);
      keep(false);
      return result;
    } catch (caught) {
      keep(true);
      throw caught;
    }
  };
}
