import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Clock } from '../../clock.ts';
import type { Http } from '../../http.ts';
import { addressOf } from './endpoint.ts';
import type { Outcome } from './health.ts';
import { HealthWatch } from './health.ts';

/** Milliseconds between two looks at what the requests got. */
const LOOK_MS = 100;

/** A service that should be answering, and how to ask it. */
export interface AnswerQuestion {
  readonly group: ContainerGroup;
  readonly healthPath: string;
  readonly revision: string;
  readonly http: Http;
  readonly clock: Clock;
  /** Milliseconds until no answer counts as none. */
  readonly timeoutMs: number;
}

/**
 * Asks until the health path answers 200 with this revision, or the time is over: what the newest request got. Undefined
 * when there is no address, or nothing has come of any request. Azure is not asked.
 */
export async function askFor(question: AnswerQuestion): Promise<Outcome | undefined> {
  const { group, healthPath, revision, http, clock, timeoutMs } = question;
  const address = addressOf(group);
  if (!address) return undefined;
  const stop = new AbortController();
  const healthy = new AbortController();
  const watch = new HealthWatch({ http, clock, healthPath, revision }, () => healthy.abort());
  watch.aim(address);
  const asking = watch.run(stop.signal);
  try {
    const until = clock.now() + timeoutMs;
    while (!watch.isHealthy && clock.now() < until) await clock.sleep(LOOK_MS, healthy.signal);
    return watch.outcome;
  } finally {
    stop.abort();
    await asking;
  }
}
