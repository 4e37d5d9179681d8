import pLimit from 'p-limit';
import type { Clock } from '../clock.ts';

/** Holds back a crowd of requests when the server asks for it. */
export interface Throttle {
  /** Runs at most the given number of jobs at once. */
  run<T>(job: () => Promise<T>): Promise<T>;
  /** Resolves when no hold is on. Ask it before each request. */
  gate(): Promise<void>;
  /** From now on nobody passes the gate for this many milliseconds. False when a hold was on already. */
  hold(ms: number): boolean;
}

/**
 * A throttle for ARM: one 429 holds back everybody, because a request sent before Retry-After is over is refused
 * and starts the wait anew.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export function createThrottle(clock: Clock, concurrent: number): Throttle {
  const limit = pLimit(concurrent);
  let openAt = 0;
  return {
    run: (job) => limit(job),
    gate: async () => {
      for (let wait = openAt - clock.now(); wait > 0; wait = openAt - clock.now()) await clock.sleep(wait);
    },
    hold: (ms) => {
      const isFirst = clock.now() >= openAt;
      openAt = Math.max(openAt, clock.now() + ms);
      return isFirst;
    },
  };
}
