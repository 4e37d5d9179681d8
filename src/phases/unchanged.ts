import { formatImageReference } from '../image/reference.ts';
import { deployedOf } from '../service/deployed.ts';
import { endpointOf } from '../service/endpoint.ts';
import type { Job } from './job.ts';
import type { Planned } from './plan.ts';
import { pointTo } from './serving.ts';
import { smokeTest } from './smoke.ts';
import { withAftermath } from './told.ts';

/** Ends a run that leaves the service as it is. Nothing is written. @throws ActionError when an answer is wrong. */
export async function leaveUnchanged(planned: Planned, job: Job): Promise<void> {
  job.facts.result = 'unchanged';
  if (job.facts.isWaiting) leaveWaiting(planned, job);
  else await confirmUnchanged(planned, job);
}

/** Smoke-tests a service that is as it should be. */
async function confirmUnchanged({ plan, image, live }: Planned, job: Job): Promise<void> {
  const { tools } = job;
  const endpoint = endpointOf(live, plan.scoringPath);
  if (!endpoint) throw new Error('The service was found unchanged without an address.');
  const { groupName, revision } = plan;
  const reference = formatImageReference(image.reference);
  pointTo(job, { groupName, revision, state: 'Healthy', endpoint, image: reference });
  tools.log.info(
    `Unchanged: ${groupName} runs revision ${revision} as it should, and answers. Nothing is written: ${endpoint.scoringUri}`,
  );
  try {
    await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
  } catch (caught) {
    throw withAftermath(
      caught,
      'The service is as this workflow wants it, so nothing was written; `redeploy: always` would start it anew.',
    );
  }
}

/**
 * Points to a service that runs and answers although it is not what the plan says. It is not smoke-tested: the smoke
 * test belongs to the state that waits.
 */
function leaveWaiting({ plan, live }: Planned, job: Job): void {
  const { facts, tools } = job;
  if (!live) throw new Error('A service that is not there was found healthy.');
  const { revision, image, keysEnabled, scoringPath = plan.scoringPath } = deployedOf(live);
  // They are what waits, not what runs.
  delete facts.models;
  if (keysEnabled !== undefined) facts.keysEnabled = keysEnabled;
  const endpoint = endpointOf(live, scoringPath);
  pointTo(job, { groupName: plan.groupName, revision, state: 'Healthy', endpoint, image });
  tools.log.info(
    `Nothing is written: ${plan.groupName} answers as revision ${revision}: ${endpoint?.scoringUri ?? ''}`,
  );
}
