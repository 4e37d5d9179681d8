import type { Clock } from '../clock.ts';
import type { Http } from '../http.ts';
import { REVISION_HEADER } from '../service/plan/front-end-config.ts';
import type { Endpoint } from '../service/types.ts';
import type { Call, Caller, CallResult } from '../smoke/call.ts';
import { callService } from '../smoke/call.ts';
import type { SmokeRequest } from '../smoke/types.ts';
import { compareAnswers } from './compare.ts';
import type { ComparedRequest, NotCompared } from './types.ts';

/** A service and how it is called. */
export interface Scorer {
  readonly endpoint: Endpoint;
  readonly key?: string;
}

/** The service that runs now. */
export interface LiveScorer {
  readonly endpoint: Endpoint;
  /** Revision that it answers with. */
  readonly revision: string;
  readonly healthPath: string;
  /** The first that it takes is used. Empty: it wants none. */
  readonly keys: readonly string[];
}

/** Whom to ask what, and how. */
export interface Questions {
  readonly live: LiveScorer;
  readonly next: Scorer;
  readonly requests: readonly SmokeRequest[];
  readonly tolerance: number;
  readonly http: Http;
  readonly clock: Clock;
  /** Milliseconds for one request. */
  readonly timeoutMs: number;
}

/**
 * Sends each request to the service that runs now and then to the next one. One request is under way at any time: a
 * service with one worker has its users to answer as well. When the live service cannot be asked, nothing is compared.
 */
export async function askBoth(questions: Questions): Promise<readonly ComparedRequest[] | NotCompared> {
  const { live, next, requests, http, clock, timeoutMs, tolerance } = questions;
  const callerOf = ({ endpoint }: Scorer): Caller => ({ endpoint, http, clock, timeoutMs });
  const known = await firstLook(callerOf(live), live);
  if ('why' in known) return known;
  const compared: ComparedRequest[] = [];
  for (const request of requests) {
    const before = await callService(callerOf(live), scoring(request, known));
    const trouble = troubleOf(before, live);
    if (trouble) return trouble;
    const after = await callService(callerOf(next), scoring(request, next));
    compared.push({
      name: request.name,
      ...compareAnswers(before.answer, after.answer, { tolerance, expect: request.expect }),
      latencyMs: { before: before.latencyMs, after: after.latencyMs },
    });
  }
  return compared;
}

function scoring({ body, contentType }: SmokeRequest, { endpoint, key }: Scorer): Call {
  const url = endpoint.scoringUri;
  return { method: 'POST', url, body, contentType, wantsBytes: true, ...(key !== undefined && { key }) };
}

/** Finds out whether the live service is the one that Azure shows, and which key it takes. */
async function firstLook(caller: Caller, live: LiveScorer): Promise<Scorer | NotCompared> {
  const { endpoint, healthPath, keys } = live;
  const url = new URL(healthPath, endpoint.scoringUri).href;
  const health = await callService(caller, { method: 'GET', url });
  const trouble = troubleOf(health, live);
  if (trouble) return trouble;
  if (health.answer?.status !== 200)
    return {
      why: `the live service is not healthy: ${health.answer?.status ?? 'no answer'} for GET ${healthPath}`,
    };
  if (keys.length === 0) return { endpoint };
  for (const key of keys) {
    // Cheap, and it needs the key. An image may have no such page, but the key is looked at first.
    const taken = await callService(caller, { method: 'GET', url: endpoint.swaggerUri, key });
    const trouble = troubleOf(taken, live);
    if (trouble) return trouble;
    if (taken.answer?.status !== UNAUTHORIZED) return { endpoint, key };
  }
  return REFUSED;
}

const UNAUTHORIZED = 401;
const REFUSED: NotCompared = {
  why: 'the live service refused the keys of this run',
  remedy: 'Give the run the key that the live service has, in primary-key or secondary-key.',
};

/** Why the live service cannot be asked any more. An answer that took too long is an answer of its own kind. */
function troubleOf({ answer, problem, timedOut }: CallResult, live: LiveScorer): NotCompared | undefined {
  if (!answer) return timedOut ? undefined : { why: `the live service cannot be reached: ${problem ?? ''}` };
  const { revision } = live;
  if (answer.headers[REVISION_HEADER] === revision) return undefined;
  return { why: `what answers is not revision ${revision} of the live service` };
}
