import { error } from '../findings.ts';
import type { Finding } from '../findings.ts';
import { formatElapsed } from '../elapsed.ts';
import type { SmokeRequestResult, SmokeResult } from './types.ts';

/**
 * One error for each request that failed, on its line of the smoke-test file: expected and actual side by side.
 * The first carries the scoring container's log of that moment. Empty when everything passed.
 */
export function smokeFailures(smoke: SmokeResult): Finding[] {
  const failed = smoke.requests.filter((request) => !request.passed);
  return failed.map((request, index) => findingOf(request, index === 0 ? logLines(smoke.logTail) : []));
}

function findingOf(request: SmokeRequestResult, log: readonly string[]): Finding {
  const { name, status, latencyMs, differences, notes, cause, remedy, place } = request;
  const [first = 'not as expected', ...others] = differences;
  const more =
    others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'line' : 'lines'} below)`;
  const answer = status === 0 ? 'no answer' : `status ${status}`;
  return error(`Smoke test "${name}" failed: ${first}${more}.${cause ? ` ${cause}.` : ''}`, {
    ...(remedy && { remedy }),
    ...(place && { place }),
    evidence: [`${name}: ${answer} after ${formatElapsed(latencyMs)}`, ...differences, ...notes, ...log],
  });
}

function logLines(logTail: string | undefined): string[] {
  if (logTail === undefined) return ['', 'The scoring container has written no log.'];
  return ['', "The scoring container's last log lines:", ...logTail.trimEnd().split(/\r\n|[\r\n]/)];
}
