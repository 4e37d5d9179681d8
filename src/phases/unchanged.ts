import { warning } from '../findings.ts';
import { formatImageReference } from '../image/reference.ts';
import { endpointOf } from '../service/endpoint.ts';
import { TAGS, TAGS_OUTSIDE_REVISION } from '../service/tags.ts';
import type { Job } from './job.ts';
import type { Planned } from './plan.ts';
import { pointTo } from './serving.ts';
import { smokeTest } from './smoke.ts';
import { findingsOf, withAftermath } from './told.ts';

/**
 * Smoke-tests a service that is as it should be. Nothing is written but a preview's new time to go.
 * @throws ActionError when an answer is wrong.
 */
export async function confirmUnchanged(planned: Planned, job: Job): Promise<void> {
  const { plan, image, live } = planned;
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
  if (job.preview) await renew(planned, job);
  try {
    await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
  } catch (caught) {
    throw withAftermath(
      caught,
      'The service is as this workflow wants it, so nothing was written; `redeploy: always` would start it anew.',
    );
  }
}

/** Gives a preview the tags of this run: the time when it may go, the commit that it stands for. */
async function renew({ plan, live }: Planned, { target, tools }: Job): Promise<void> {
  const { groupName, group } = plan;
  const newer = Object.entries(group.tags ?? {}).filter(([tag]) => TAGS_OUTSIDE_REVISION.includes(tag));
  try {
    await target.groups.tag(groupName, { ...live?.tags, ...Object.fromEntries(newer) });
  } catch (caught) {
    tools.log.report(
      warning(
        `The time when the preview ${groupName} may go could not be renewed: ${findingsOf(caught)[0]?.message ?? ''}`,
        { remedy: `Until the next run its tag ${TAGS.expires} counts as it is.` },
      ),
    );
  }
}
