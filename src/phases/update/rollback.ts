import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Finding } from '../../findings.ts';
import type { ActionError } from '../../findings.ts';
import { error } from '../../findings.ts';
import { compareGroups } from '../../service/decide/compare.ts';
import { Deleted } from '../../service/wait/deleted.ts';
import type { Previous } from '../../service/plan/previous.ts';
import { Superseded, supersededBy } from '../../service/decide/superseded.ts';
import { TAGS } from '../../service/tags.ts';
import { answers } from './answers.ts';
import { bringUp } from './bring-up.ts';
import type { Candidate } from './candidate.ts';
import type { Job } from '../job.ts';
import { lookAtUntouched, pointTo } from './serving.ts';
import { findingsOf, withAftermath } from '../told.ts';
import type { Change } from './update.ts';

const KEPT = 'The failed update stays as it is';
const NOT_RESTORED = 'Nothing of the service is left, and nothing is put back';
const STEPS = { deploy: 'Roll back', wait: 'Wait for rollback' };

/** A change of the live group that failed. */
export interface Failed {
  readonly change: Change;
  /** False when Azure refused the first write: then the group is as it was. */
  readonly isTouched: boolean;
  readonly candidate: Candidate;
}

/** Puts the service back where that is wanted, and resolves to the error that ends the run. Never throws. */
export async function recover(caught: unknown, failed: Failed, job: Job): Promise<unknown> {
  const { plan, live, previous } = failed.change;
  // What another run has deployed is not ours to undo.
  if (caught instanceof Superseded || job.tools.stop.aborted) return caught;
  if (!live || !previous) return caught instanceof Deleted ? nothingLeft(caught, job) : caught;
  if (!failed.isTouched) return untouched(caught, live, previous, job);
  try {
    const now = await job.target.groups.get(plan.groupName);
    const superseded = supersededBy(now, plan, live);
    if (superseded) return superseded;
    if (isAsBefore(now, failed.change)) return await untouched(caught, live, previous, job);
    if (job.inputs.onFailure === 'keep') {
      if (!now) pointToNothing(job);
      return withAftermath(caught, `${now ? KEPT : NOT_RESTORED}, because on-failure is keep.`);
    }
    return await rollBack(caught, { ...failed, previous, now }, job);
  } catch (second) {
    return stranded(caught, second, failed, job);
  }
}

/** True when Azure shows the state before this run: a write that was not answered has not been made. */
function isAsBefore(now: ContainerGroup | undefined, { plan, live }: Change): boolean {
  const [found, before] = [now?.tags?.[TAGS.revision], live?.tags?.[TAGS.revision]];
  return found !== undefined && found === before && found !== plan.revision;
}

function pointToNothing({ facts }: Job): void {
  facts.state = 'Failed';
  delete facts.endpoint;
}

/** A first deployment that somebody deleted. */
function nothingLeft(caught: Deleted, job: Job): ActionError {
  pointToNothing(job);
  delete job.facts.result;
  return withAftermath(
    caught,
    'It was the first deployment of the service, so nothing of it is left; run the workflow again to create it.',
  );
}

async function untouched(
  caught: unknown,
  live: ContainerGroup,
  previous: Previous,
  job: Job,
): Promise<unknown> {
  job.facts.result = 'unchanged';
  const how = await lookAtUntouched(job, live, previous.plan);
  return withAftermath(caught, `The live service was not touched. ${how}`);
}

async function rollBack(
  caught: unknown,
  { previous, now }: Failed & { readonly previous: Previous; readonly now: ContainerGroup | undefined },
  job: Job,
): Promise<unknown> {
  const { plan, lost } = previous;
  const { groupName, revision, group } = plan;
  job.tools.log.info(`The update failed: ${findingsOf(caught)[0]?.message ?? ''}`);
  job.tools.log.info(`Rolling back to revision ${revision}.`);
  const replaces = now !== undefined && compareGroups(now, group).some((difference) => difference.replaces);
  const { endpoint } = await bringUp(job, {
    plan,
    before: now,
    replaces,
    afterDelete: true,
    steps: STEPS,
    onBegin: () => {
      const { live } = job.tools.ledger.underWay;
      job.tools.ledger.begin({ live: live && { ...live, step: 'roll-back' } });
    },
  });
  job.facts.result = 'rolled-back';
  pointTo(job, { groupName, revision, state: 'Healthy', endpoint, image: group.tags?.[TAGS.image] });
  return withAftermath(
    caught,
    `The service was rolled back and serves again as revision ${revision} at ${endpoint.scoringUri}${now && !replaces ? '' : ', in a new group with another IP address'}.${lostSentence(lost)}`,
  );
}

/** The last case: neither the new state nor the old one is verified in the live group. */
async function stranded(caught: unknown, second: unknown, failed: Failed, job: Job): Promise<unknown> {
  const { candidate, change } = failed;
  if (second instanceof Superseded || job.tools.stop.aborted) return second;
  const more = rollbackFindings(second, change.previous?.lost ?? []);
  if (candidate.isVerified) {
    const how = await candidate.takeOver();
    delete job.facts.result;
    return withAftermath(caught, `The rollback failed as well. ${how}`, more);
  }
  const serving = await stillServing(change, job).catch(() => undefined);
  job.facts.state = serving === undefined ? 'Failed' : 'Unhealthy';
  const what =
    serving === undefined
      ? `nothing serves at ${change.plan.groupName} now`
      : `${change.plan.groupName} answers as revision ${serving}, but was not verified`;
  return withAftermath(caught, `The rollback failed as well: ${what}.`, more);
}

/** The revision that answers where neither the update nor the rollback was seen healthy. */
async function stillServing({ plan }: Change, { target, tools }: Job): Promise<string | undefined> {
  const now = await target.groups.get(plan.groupName);
  const revision = now?.tags?.[TAGS.revision];
  if (!now || revision === undefined) return undefined;
  return (await answers({ ...plan, revision }, now, tools)) ? revision : undefined;
}

function rollbackFindings(second: unknown, lost: readonly string[]): readonly Finding[] {
  const [first = error('it failed'), ...others] = findingsOf(second);
  return [{ ...first, message: `The rollback failed: ${first.message}${lostSentence(lost)}` }, ...others];
}

function lostSentence(lost: readonly string[]): string {
  return lost.length === 0
    ? ''
    : ` Azure does not show these and this run does not know them, so they could not be restored: ${lost.join('; ')}.`;
}
