import { causeSentence, diagnose } from '../diagnosis/diagnose.ts';
import { trimmed } from '../diagnosis/evidence.ts';
import { linesOf } from '../diagnosis/match.ts';
import type { Diagnosis, Repository } from '../diagnosis/types.ts';
import { error } from '../findings.ts';
import type { Finding, Place } from '../findings.ts';
import { formatElapsed } from '../elapsed.ts';
import type { SmokeRequestResult, SmokeResult } from './types.ts';

/** What a diagnosis needs besides the answers. */
export interface Tested {
  /** Name of the service and its scoring container. */
  readonly service: string;
  readonly repository: Repository;
}

/**
 * One error for each request that failed: expected and actual side by side, and why, as far as it can be told. It
 * points to the line of the user's code that failed, else to the request in the smoke-test file. The first carries
 * the scoring container's log of that moment. Empty when everything passed.
 */
export function smokeFailures(
  smoke: SmokeResult,
  tested: Tested = { service: '', repository: {} },
): Finding[] {
  const failed = smoke.requests.filter((request) => !request.passed);
  return failed.map((request, index) =>
    findingOf(request, diagnosisOf(request, tested), index === 0 ? logLines(smoke.logTail) : []),
  );
}

/** Only a call that went wrong itself is diagnosed: the log says nothing of a wrong prediction. */
function diagnosisOf(
  { name, status, fault, log = '' }: SmokeRequestResult,
  { service, repository }: Tested,
): Diagnosis | undefined {
  if (!fault) return undefined;
  const container = { name: service, isFrontEnd: false, state: 'Running', restarts: 0, log };
  const answers = [{ name, status, ...fault }];
  return diagnose({ containers: [container], events: [], answers, repository })[0];
}

function findingOf(
  request: SmokeRequestResult,
  diagnosis: Diagnosis | undefined,
  log: readonly string[],
): Finding {
  const { name, differences, notes } = request;
  const remedy = diagnosis?.remedy ?? request.remedy;
  const place = diagnosis?.place ?? request.place;
  const [first = 'not as expected', ...others] = differences;
  const more =
    others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'line' : 'lines'} below)`;
  const cause = diagnosis ? ` ${causeSentence(diagnosis)}` : '';
  return error(`Smoke test "${name}" failed: ${first}${more}.${cause}`, {
    ...(remedy && { remedy }),
    ...(place && { place }),
    evidence: [answerLine(request, place), ...differences, ...notes, ...causeLines(diagnosis), ...log],
  });
}

/** Says where the request is when the annotation points to something else. */
function answerLine({ name, status, latencyMs, place }: SmokeRequestResult, shown?: Place): string {
  const answer = status === 0 ? 'no answer' : `status ${status}`;
  const where = place && place !== shown ? ` (${place.file}${place.line ? `:${place.line}` : ''})` : '';
  return `${name}${where}: ${answer} after ${formatElapsed(latencyMs)}`;
}

function causeLines(diagnosis: Diagnosis | undefined): string[] {
  return diagnosis ? ['', 'What points to the cause:', ...trimmed(diagnosis.evidence)] : [];
}

function logLines(logTail: string | undefined): string[] {
  if (logTail === undefined) return ['', 'The scoring container has written no log.'];
  return ['', "The scoring container's last log lines:", ...trimmed(linesOf(logTail.trimEnd()))];
}
