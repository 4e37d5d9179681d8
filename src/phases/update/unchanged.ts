import { warning } from '../../findings.ts';
import { formatImageReference } from '../../image/reference.ts';
import { Deleted } from '../../service/wait/deleted.ts';
import { deployedOf } from '../../service/decide/deployed.ts';
import { endpointOf } from '../../service/wait/endpoint.ts';
import { TAGS, TAGS_OUTSIDE_REVISION } from '../../service/tags.ts';
import type { Job } from '../job.ts';
import type { Planned } from '../prepare/plan.ts';
import { pointTo } from './serving.ts';
import { smokeTest } from './smoke.ts';
import { findingsOf, withAftermath } from '../told.ts';

/** Ends a run that leaves the service as it is. @throws ActionError when an answer is wrong. */
export async function leaveUnchanged(planned: Planned, job: Job): Promise<void> {
  job.facts.result = 'unchanged';
  if (planned.decision.kind === 'unchanged' && planned.decision.waiting) await leaveWaiting(planned, job);
  else await confirmUnchanged(planned, job);
}

/** Smoke-tests a service that is as it should be. Nothing is written but tags that only tell about it. */
async function confirmUnchanged(planned: Planned, job: Job): Promise<void> {
  const { plan, image, live } = planned;
  const { tools } = job;
  const endpoint = endpointOf(live, plan.scoringPath);
  if (!endpoint) throw new Error('The service was found unchanged without an address.');
  const { groupName, revision } = plan;
  const reference = formatImageReference(image.reference);
  pointTo(job, { groupName, revision, state: 'Healthy', endpoint, image: reference });
  tools.log.info(
    `Unchanged: ${groupName} runs revision ${revision} as it should, and answers. Nothing is written: ${endpoint.scoringUri}`,
  );
  if (job.preview) await renew(planned, TAGS_OUTSIDE_REVISION, job);
  else if (areModelsRenamed(planned)) await renew(planned, [TAGS.models], job);
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

/**
 * Points to a service that runs and answers although it is not what the plan says. It is not smoke-tested: the smoke
 * test belongs to the state that waits.
 */
async function leaveWaiting(planned: Planned, job: Job): Promise<void> {
  const { plan, live } = planned;
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
  if (job.preview) await renew(planned, [TAGS.expires], job);
}

/** A prebuilt image is the same, whatever models the workflow says are in it. */
function areModelsRenamed({ plan, live }: Planned): boolean {
  const models = plan.group.tags?.[TAGS.models];
  return models !== undefined && models !== live?.tags?.[TAGS.models];
}

/** Gives a group these tags of this run, such as a preview's time to go and the commit that it stands for. */
async function renew(
  { plan, live }: Planned,
  names: readonly string[],
  { target, tools }: Job,
): Promise<void> {
  const { groupName, group } = plan;
  const newer = Object.entries(group.tags ?? {}).filter(([tag]) => names.includes(tag));
  try {
    await target.groups.tag(groupName, { ...live?.tags, ...Object.fromEntries(newer) });
  } catch (caught) {
    tools.log.report(
      warning(`The tags of ${groupName} could not be renewed: ${findingsOf(caught)[0]?.message ?? ''}`, {
        remedy: `Until the next run they count as they are.`,
      }),
    );
  }
}
