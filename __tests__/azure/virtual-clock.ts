import type { Clock } from '../../src/clock.ts';

/** A clock whose time passes only when everybody sleeps: hours take milliseconds and every run is the same. */
export interface VirtualClock extends Clock {
  /** Lets time pass until the promise settles. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function virtualClock(): VirtualClock {
  let now = 0;
  const sleepers: Sleeper[] = [];
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: now + ms, wake })),
    run: async (work) => {
      const state = { settled: false };
      const done = (): void => void (state.settled = true);
      work.then(done, done);
      while (!state.settled) {
        // A turn of the event loop lets everything that is ready run first.
        await new Promise((resolve) => setImmediate(resolve));
        sleepers.sort((a, b) => a.at - b.at);
        const next = sleepers.shift();
        if (!next) continue;
        now = Math.max(now, next.at);
        next.wake();
      }
      return work;
    },
  };
}
