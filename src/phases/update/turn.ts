import type { ContainerGroup } from '@azure/arm-containerinstance';
import { formatElapsed } from '../../elapsed.ts';
import { failure } from '../../findings.ts';
import { bornAt } from '../../service/wait/events.ts';
import { MANAGED_BY, TAGS } from '../../service/tags.ts';
import type { ServicePlan } from '../../service/types.ts';
import type { Job } from '../job.ts';

/** Milliseconds between two looks at another run's candidate. */
const TURN_MS = 10_000;

/** Value of the tag `serving` on a candidate that had to take over. */
export const SERVING = 'true';

/** What has the name of the candidate when it is this run's turn. */
export type Turn =
  | { readonly kind: 'free' }
  /** A candidate that nobody works on any more. */
  | { readonly kind: 'left-behind' }
  | { readonly kind: 'serving'; readonly group: ContainerGroup };

/**
 * Waits while another run works on its candidate of the same service: at most for `wait-timeout`, because an older
 * candidate was left behind by a run that ended early.
 * @throws ActionError when the name belongs to a group that is no candidate of this service.
 */
export async function awaitTurn(plan: ServicePlan, job: Job): Promise<Turn> {
  const { clock, log } = job.tools;
  const giveUp = clock.now() + job.inputs.waitTimeoutMs;
  const first = await look(plan, job);
  if (!isBusy(first, plan, job, giveUp)) return turnOf(first);
  log.info(
    `Another run (${first.tags?.[TAGS.candidateRun] ?? ''}) has a candidate of this service; waiting up to ${formatElapsed(job.inputs.waitTimeoutMs)} for it to end.`,
  );
  return job.phase('Wait for another run', async () => {
    for (;;) {
      await clock.sleep(TURN_MS);
      const found = await look(plan, job);
      if (!isBusy(found, plan, job, giveUp)) return turnOf(found);
    }
  });
}

/** True for a candidate that this run has made. */
export function isOwn(found: ContainerGroup, plan: ServicePlan): boolean {
  return found.tags?.[TAGS.candidateRun] === plan.group.tags?.[TAGS.candidateRun];
}

function turnOf(found: ContainerGroup | undefined): Turn {
  if (!found) return { kind: 'free' };
  return isServing(found) ? { kind: 'serving', group: found } : { kind: 'left-behind' };
}

async function look(plan: ServicePlan, { target }: Job): Promise<ContainerGroup | undefined> {
  const found = await target.groups.get(plan.groupName);
  const isCandidate =
    found?.tags?.[TAGS.managedBy] === MANAGED_BY &&
    found.tags[TAGS.candidateOf] === plan.group.tags?.[TAGS.candidateOf];
  if (!found || isCandidate) return found;
  throw failure(
    `The name of the candidate, ${plan.groupName}, belongs to a container group that is no candidate of this service; it is left as it is.`,
    { input: 'container-group-name', remedy: 'Choose another name with container-group-name.' },
  );
}

function isServing({ tags }: ContainerGroup): boolean {
  return tags?.[TAGS.serving] === SERVING;
}

function isBusy(
  found: ContainerGroup | undefined,
  plan: ServicePlan,
  { inputs, tools }: Job,
  giveUp: number,
): found is ContainerGroup {
  if (!found || isServing(found) || isOwn(found, plan)) return false;
  const now = tools.clock.now();
  return now < giveUp && now - (bornAt(found) ?? now) < inputs.waitTimeoutMs;
}
