import type { Finding } from '../../findings.ts';
import { ActionError } from '../../findings.ts';
import { Deleted, isDeleted } from '../../service/wait/deleted.ts';
import type { Endpoint, ServicePlan } from '../../service/types.ts';
import { smokeFailures } from '../../smoke/failure.ts';
import { runSmokeTest } from '../../smoke/run.ts';
import type { Job } from '../job.ts';

/** Milliseconds on top of the scoring time-out, so that the front end's own 504 comes before the client gives up. */
export const CLIENT_MARGIN_MS = 5_000;
/** Log lines read when a request fails: enough for a long traceback. */
const LOG_LINES = 200;

/**
 * Calls the service as its users will.
 * @throws ActionError when an answer is not as expected; Deleted when that is because somebody deleted the group.
 */
export async function smokeTest(
  { inputs, configuration, target, tools, facts }: Job,
  service: { readonly plan: ServicePlan; readonly endpoint: Endpoint },
): Promise<void> {
  const { plan, endpoint } = service;
  const smoke = await runSmokeTest({
    endpoint,
    auth: plan.auth,
    requests: configuration.smoke.requests,
    http: await tools.http(),
    clock: tools.clock,
    timeoutMs: inputs.scoringTimeoutMs + CLIENT_MARGIN_MS,
    healthPath: plan.healthPath,
    logTail: () => target.groups.logs(plan.groupName, plan.name, LOG_LINES),
  });
  facts.smoke = smoke;
  const failures = smokeFailures(smoke, { service: plan.name, repository: configuration.repository });
  if (failures.length > 0) throw await failureOf(failures, plan.groupName, target, tools);
  const scored = smoke.requests.filter((request) => !request.probe).length;
  tools.log.info(
    smoke.scored
      ? `Smoke test passed: ${scored} of ${scored} requests`
      : 'The service answers; nothing was scored',
  );
}

/** No answer is right when there is no group. */
async function failureOf(
  failures: readonly Finding[],
  groupName: string,
  { groups }: Job['target'],
  { clock }: Job['tools'],
): Promise<ActionError> {
  const failed = new ActionError(failures);
  const isGone = await isDeleted(groups, groupName, clock).catch(() => false);
  return isGone ? new Deleted(groupName, { cause: failed }) : failed;
}
