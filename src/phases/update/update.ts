import type { ContainerGroup } from '@azure/arm-containerinstance';
import { planCandidate } from '../../service/plan/candidate.ts';
import type { Decision } from '../../service/decide/decide.ts';
import { deployedOf, plannedOf } from '../../service/decide/deployed.ts';
import { planService } from '../../service/plan/plan.ts';
import { planPrevious } from '../../service/plan/previous.ts';
import type { Previous } from '../../service/plan/previous.ts';
import type { ServicePlan } from '../../service/types.ts';
import { Candidate } from './candidate.ts';
import type { Job } from '../job.ts';
import type { Before } from '../cancel/ledger.ts';
import { liveScorer, scorerOf } from '../compare/live-scorer.ts';
import { changeLive } from './live.ts';
import type { Planned } from '../prepare/plan.ts';
import { comparePredictions, skipPredictions } from '../compare/predictions.ts';
import { beforeOf } from '../cancel/saved.ts';
import { lookAtUntouched } from './serving.ts';
import { withAftermath } from '../told.ts';

/** What is to be written, and what to go back to. */
export interface Change {
  readonly plan: ServicePlan;
  readonly decision: Decision;
  /** The group that was read before anything was written, and the state that puts it back. */
  readonly live?: ContainerGroup;
  readonly previous?: Previous;
  /** The same for the post step, without secrets. */
  readonly before?: Before;
}

/**
 * Creates the service or updates it, and resolves when it is verified. A living service is not touched before a
 * candidate has proved that the new state works, unless the strategy is in-place.
 * @throws ActionError; then the service is as it was before where that is possible, and the error says what is.
 */
export async function update(planned: Planned, image: string, job: Job): Promise<void> {
  const { live, decision } = planned;
  const request = { ...planned.request, image };
  const change: Change = {
    plan: planService(request),
    decision,
    ...(live && { live, previous: planPrevious(live, request), before: beforeOf(live, request) }),
  };
  if (live)
    job.facts.since = { before: deployedOf(live), after: plannedOf(change.plan.group, request.models) };
  const run = request.provenance.runUrl ?? job.tools.newSalt();
  const candidate = new Candidate(planCandidate(request, run), job);
  let isVerified = false;
  try {
    await candidate.takeTurn();
    if (!candidate.serves && 'candidate' in decision && decision.candidate)
      await prove(candidate, change, job);
    else if (live && !job.preview) skipPredictions(job);
    await changeLive(change, candidate, job);
    isVerified = true;
  } finally {
    await candidate.cleanUp(isVerified);
  }
}

/** A candidate that fails ends the run before the live group is touched. */
async function prove(candidate: Candidate, { plan, live, previous }: Change, job: Job): Promise<void> {
  try {
    const endpoint = await candidate.prove();
    // A preview is compared with the service that it stands beside, whatever it was itself before.
    if (live && previous && !job.preview)
      await comparePredictions(job, () => liveScorer(live, previous.plan), scorerOf(plan.auth, endpoint));
  } catch (caught) {
    if (!live || !previous || job.tools.stop.aborted) throw caught;
    job.facts.result = 'unchanged';
    const how = await lookAtUntouched(job, live, previous.plan);
    throw withAftermath(caught, `This was the candidate; the live service was not touched. ${how}`);
  }
}
