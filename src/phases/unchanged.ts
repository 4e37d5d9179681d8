import { formatImageReference } from '../image/reference.ts';
import { Deleted } from '../service/deleted.ts';
import { endpointOf } from '../service/endpoint.ts';
import type { Job } from './job.ts';
import type { Planned } from './plan.ts';
import { pointTo } from './serving.ts';
import { smokeTest } from './smoke.ts';
import { withAftermath } from './told.ts';

/** Smoke-tests a service that is as it should be. Nothing is written. @throws ActionError when an answer is wrong. */
export async function confirmUnchanged({ plan, image, live }: Planned, job: Job): Promise<void> {
  const { facts, tools } = job;
  const endpoint = endpointOf(live, plan.scoringPath);
  if (!endpoint) throw new Error('The service was found unchanged without an address.');
  const { groupName, revision } = plan;
  facts.result = 'unchanged';
  const reference = formatImageReference(image.reference);
  pointTo(job, { groupName, revision, state: 'Healthy', endpoint, image: reference });
  tools.log.info(
    `Unchanged: ${groupName} runs revision ${revision} as it should, and answers. Nothing is written: ${endpoint.scoringUri}`,
  );
  try {
    await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
  } catch (caught) {
    if (caught instanceof Deleted) throw caught;
    throw withAftermath(
      caught,
      'The service is as this workflow wants it, so nothing was written; `redeploy: always` would start it anew.',
    );
  }
}
