import type { Endpoint } from '../service/types.ts';
import { faultOf, remedyOf } from './advice.ts';
import { callService } from './call.ts';
import type { Call, Caller, CallResult } from './call.ts';
import { compareAnswer, DEFAULT_STATUS } from './compare.ts';
import type { SmokeRequest, SmokeRequestResult } from './types.ts';

const UNAUTHORIZED = 401;

/** With keys on, a call without one has to be refused. It sends what a real caller would. */
export async function probeWithoutKey(
  caller: Caller,
  first: SmokeRequest | undefined,
): Promise<SmokeRequestResult> {
  const call: Call = {
    method: 'POST',
    url: caller.endpoint.scoringUri,
    body: first?.body ?? '{}',
    contentType: first?.contentType ?? 'application/json',
  };
  const result = await callService(caller, call);
  const refused = result.answer?.status === UNAUTHORIZED;
  const answered = result.answer
    ? [`status: expected ${UNAUTHORIZED}, got ${result.answer.status}`]
    : [result.problem ?? 'no answer'];
  const remedy = result.answer
    ? 'Do not use this endpoint: it answers callers without a key. Delete the container group and deploy again; when it stays so, report it to the project.'
    : remedyOf(result, UNAUTHORIZED, false);
  return probe('a call without the key is refused', result, refused ? [] : answered, remedy);
}

/** A cheap call that needs the key: the Swagger page. An image may have none, but the key must be taken. */
export async function probeKey(
  caller: Caller,
  which: 'primary' | 'secondary',
  key: string,
): Promise<SmokeRequestResult> {
  const result = await callService(caller, { method: 'GET', url: caller.endpoint.swaggerUri, key });
  const status = result.answer?.status;
  const differences = !result.answer
    ? [result.problem ?? 'no answer']
    : status === UNAUTHORIZED
      ? [`status: got ${UNAUTHORIZED} with the ${which} key`]
      : [];
  const refused = `The service refused the ${which} key: deploy again, so that it gets the key of the input ${which}-key.`;
  return probe(
    `the ${which} key is taken`,
    result,
    differences,
    result.answer ? refused : remedyOf(result, 200, false),
  );
}

/** Without a smoke test: does the service answer at all? */
export async function probeHealth(caller: Caller, healthPath: string): Promise<SmokeRequestResult> {
  const url = serviceUrl(caller.endpoint, healthPath);
  const result = await callService(caller, { method: 'GET', url });
  const { answer, problem, latencyMs } = result;
  const differences = answer
    ? compareAnswer({ ...answer, latencyMs }, {}).differences
    : [problem ?? 'no answer'];
  const fault = faultOf(result, DEFAULT_STATUS);
  return {
    ...probe(`GET ${healthPath}`, result, differences, remedyOf(result, DEFAULT_STATUS, false)),
    ...(fault && { fault }),
  };
}

function serviceUrl(endpoint: Endpoint, path: string): string {
  return new URL(path, endpoint.scoringUri).href;
}

function probe(
  name: string,
  result: CallResult,
  differences: readonly string[],
  remedy: string,
): SmokeRequestResult {
  const { answer, latencyMs, notes } = result;
  const passed = differences.length === 0;
  return {
    name,
    probe: true,
    passed,
    status: answer?.status ?? 0,
    latencyMs,
    differences,
    notes,
    ...(!passed && { remedy }),
  };
}
