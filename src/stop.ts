import type { Clock } from './clock.ts';
import { ActionError, error } from './findings.ts';

/**
 * Milliseconds that the post step takes at most: a cancelled job has five minutes for all of its post steps.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
export const POST_MS = 180_000;

/**
 * The run was told to stop. What it has under way in Azure is left to the post step: there is no time for it here,
 * because GitHub ends the process ten seconds after it asked.
 */
export class Cancelled extends ActionError {
  constructor() {
    super([error('The run was cancelled.')]);
    this.name = 'Cancelled';
  }
}

/**
 * Aborts at the first SIGINT or SIGTERM. GitHub cancels a run with SIGINT, sends SIGTERM after 7.5 s, and kills
 * after 2.5 s more: the second signal ends the process at once, with what has been said and saved by then.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
export function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return stop.signal;
}

/** A clock whose sleeps end at once when the run is to stop. @throws Cancelled from every sleep then. */
export function stoppableClock(clock: Clock, stop: AbortSignal): Clock {
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      throwIfStopped(stop);
      await clock.sleep(ms, signal ? AbortSignal.any([signal, stop]) : stop);
      throwIfStopped(stop);
    },
  };
}

/**
 * The result of `work`, unless the run is to stop before it is there.
 * @throws Cancelled as soon as `stop` aborts; the work goes on unseen until the process ends.
 */
export async function unlessStopped<T>(stop: AbortSignal, work: () => Promise<T>): Promise<T> {
  throwIfStopped(stop);
  let onAbort = (): void => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new Cancelled());
    stop.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    stop.removeEventListener('abort', onAbort);
  }
}

/** @throws Cancelled when the run is to stop. */
export function throwIfStopped(stop: AbortSignal): void {
  if (stop.aborted) throw new Cancelled();
}
