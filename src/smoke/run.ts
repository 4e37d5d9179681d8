import type { Clock } from '../clock.ts';
import type { Auth } from '../config/types.ts';
import type { Http } from '../http.ts';
import type { Endpoint } from '../service/types.ts';
import { faultOf, remedyOf } from './advice.ts';
import { callService } from './call.ts';
import type { Caller } from './call.ts';
import { compareAnswer, DEFAULT_STATUS } from './compare.ts';
import { parseJson } from './json.ts';
import { probeHealth, probeKey, probeWithoutKey } from './probes.ts';
import type { SmokeRequest, SmokeRequestResult, SmokeResult, SmokeSample } from './types.ts';

/** Longest request that is shown to people as an example, in characters. */
const SAMPLE_LIMIT = 1_000;

/** What a smoke test is made of. */
export interface SmokeOptions {
  readonly endpoint: Endpoint;
  readonly auth: Auth;
  /** Empty: the service is only called with GET. */
  readonly requests: readonly SmokeRequest[];
  readonly http: Http;
  readonly clock: Clock;
  /** Milliseconds for one request; above the scoring time-out, so that the service's own answer comes first. */
  readonly timeoutMs: number;
  readonly healthPath: string;
  /** Reads the scoring container's last log lines. May fail: the smoke test does not depend on it. */
  readonly logTail: () => Promise<string | undefined>;
}

/**
 * Calls the service as its users will, one request after another: a single worker would only make them wait for
 * each other. A service that answers wrongly is a result, not an exception.
 */
export async function runSmokeTest(options: SmokeOptions): Promise<SmokeResult> {
  const { requests } = options;
  const results: SmokeRequestResult[] = [];
  let logTail: string | undefined;
  for (const step of stepsOf(options)) {
    const result = await step();
    // A restart empties the log: it is read at once, and the last one with text is kept.
    const log = result.passed ? undefined : await options.logTail().catch(() => undefined);
    logTail = log || logTail;
    results.push(log ? { ...result, log } : result);
  }
  const sample = sampleOf(requests, results);
  return {
    scored: requests.length > 0,
    requests: results,
    passed: results.every((result) => result.passed),
    ...(logTail && { logTail }),
    ...(sample && { sample }),
  };
}

type Step = () => Promise<SmokeRequestResult>;

function stepsOf({ auth, requests, healthPath, endpoint, http, clock, timeoutMs }: SmokeOptions): Step[] {
  const caller: Caller = { endpoint, http, clock, timeoutMs };
  const key = auth.enabled ? auth.primaryKey : undefined;
  const score = requests.map(
    (request): Step =>
      () =>
        scoreOne(caller, request, key),
  );
  const alive: Step[] = requests.length === 0 ? [() => probeHealth(caller, healthPath)] : score;
  if (!auth.enabled) return alive;
  const { primaryKey, secondaryKey } = auth;
  return [
    () => probeWithoutKey(caller, requests[0]),
    ...alive,
    ...(requests.length === 0
      ? [(): Promise<SmokeRequestResult> => probeKey(caller, 'primary', primaryKey)]
      : []),
    ...(secondaryKey === undefined
      ? []
      : [(): Promise<SmokeRequestResult> => probeKey(caller, 'secondary', secondaryKey)]),
  ];
}

async function scoreOne(
  caller: Caller,
  request: SmokeRequest,
  key: string | undefined,
): Promise<SmokeRequestResult> {
  const { name, body, contentType, expect, place } = request;
  const url = caller.endpoint.scoringUri;
  const result = await callService(caller, {
    method: 'POST',
    url,
    body,
    contentType,
    ...(key !== undefined && { key }),
  });
  const { answer, problem, latencyMs } = result;
  const compared = answer
    ? compareAnswer({ ...answer, latencyMs }, expect)
    : { differences: [problem ?? 'no answer'], notes: [], onlyLate: false };
  const passed = compared.differences.length === 0;
  const expectedStatus = expect.status ?? DEFAULT_STATUS;
  const fault = faultOf(result, expectedStatus);
  return {
    name,
    passed,
    status: answer?.status ?? 0,
    latencyMs,
    differences: compared.differences,
    notes: [...result.notes, ...compared.notes],
    ...(!passed && { remedy: remedyOf(result, expectedStatus, compared.onlyLate) }),
    ...(fault && { fault }),
    ...(place && { place }),
  };
}

function sampleOf(
  requests: readonly SmokeRequest[],
  results: readonly SmokeRequestResult[],
): SmokeSample | undefined {
  const sent = results.filter((result) => !result.probe);
  const good = requests.find(
    ({ body }, index) =>
      typeof body === 'string' &&
      body.length <= SAMPLE_LIMIT &&
      sent[index]?.passed &&
      sent[index].status === 200,
  );
  if (typeof good?.body !== 'string') return undefined;
  // JSON of many lines makes an example that is hard to copy.
  const json = parseJson(good.body);
  return { body: json ? JSON.stringify(json.value) : good.body, contentType: good.contentType };
}
