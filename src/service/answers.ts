import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Clock } from '../clock.ts';
import type { Http } from '../http.ts';
import { addressOf } from './endpoint.ts';
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

/** True as soon as the health path answers 200 with this revision. Azure is not asked. */
export async function answersWith(question: AnswerQuestion): Promise<boolean> {
  const { group, healthPath, revision, http, clock, timeoutMs } = question;
  const address = addressOf(group);
  if (!address) return false;
  const stop = new AbortController();
  const healthy = new AbortController();
  const watch = new HealthWatch({ http, clock, healthPath, revision }, () => healthy.abort());
  watch.aim(address);
  const asking = watch.run(stop.signal);
  try {
    const until = clock.now() + timeoutMs;
    while (!watch.isHealthy && clock.now() < until) await clock.sleep(LOOK_MS, healthy.signal);
    return watch.isHealthy;
  } finally {
    stop.abort();
    await asking;
  }
}
