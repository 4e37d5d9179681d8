import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../../azure/azure-error.ts';
import { ActionError } from '../../findings.ts';
import { Deleted, isDeleted } from '../../service/wait/deleted.ts';
import { checkOwnership } from '../../service/write/deploy.ts';
import { readSettled } from '../../service/write/settled.ts';
import { supersededBy } from '../../service/decide/superseded.ts';
import { DeploymentFailure } from '../../service/wait/deployment-failure.ts';
import { bringUp } from './bring-up.ts';
import type { Candidate } from './candidate.ts';
import type { Job } from '../job.ts';
import type { LiveUnderWay } from '../cancel/ledger.ts';
import { recover } from './rollback.ts';
import { pointTo } from './serving.ts';
import { smokeTest } from './smoke.ts';
import type { Change } from './update.ts';

const STEPS = { deploy: 'Deploy', wait: 'Wait for Healthy' };

/**
 * Writes the live group, waits until it is healthy with its new revision, and smoke-tests it.
 * @throws ActionError; an update that failed has been rolled back where that is wanted and possible.
 */
export async function changeLive(change: Change, candidate: Candidate, job: Job): Promise<void> {
  const { ledger, stop } = job.tools;
  const now = await readAgain(change, job);
  let isTouched = false;
  try {
    await write(change, now, job, {
      onBegin: () => ledger.begin({ live: underWay(change, candidate, job) }),
      onTouched: () => (isTouched = true),
    });
    await confirmOurs(change, job);
    ledger.note({ live: undefined });
  } catch (caught) {
    if (caught instanceof DeploymentFailure) showFailure(caught, job);
    const told = await recover(caught, { change, isTouched, candidate }, job);
    // What a cancelled run has left open is for the post step.
    if (!stop.aborted) ledger.note({ live: undefined });
    throw told;
  }
}

async function write(
  { plan, live, decision }: Change,
  before: ContainerGroup | undefined,
  job: Job,
  { onBegin, onTouched }: { readonly onBegin: () => void; readonly onTouched: () => void },
): Promise<void> {
  const { facts, tools, target } = job;
  const { group, groupName, revision } = plan;
  facts.revision = revision;
  facts.portalUrl = target.groups.portalUrl(groupName);
  tools.log.info(
    `${doing(before, decision.kind)} the container group ${groupName} in ${group.location ?? ''}: ${facts.portalUrl}`,
  );
  const { endpoint } = await bringUp(job, {
    plan,
    before,
    replaces: before !== undefined && decision.kind === 'replace',
    steps: STEPS,
    onBegin,
    onTouched: (operation) => {
      onTouched();
      if (!operation) return;
      pointTo(job, { groupName, revision, state: 'Transitioning' });
      facts.result = live ? 'updated' : 'created';
    },
  });
  pointTo(job, { groupName, revision, state: 'Healthy', endpoint });
  tools.log.info(`Healthy: ${endpoint.scoringUri}`);
  await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
}

/** For the post step, should this run not come to its end. */
function underWay(
  { plan, before }: Change,
  { isVerified, serves }: Candidate,
  { inputs }: Job,
): LiveUnderWay {
  const { groupName, revision } = plan;
  // One that has served since an earlier run has proved another state than this run's.
  const isProven = isVerified && !serves;
  const isKept = inputs.onFailure === 'keep';
  return { groupName, revision, step: 'write', isProven, isKept, ...(before && { before }) };
}

function doing(before: ContainerGroup | undefined, kind: Change['decision']['kind']): string {
  if (!before) return 'Creating';
  return kind === 'replace' ? 'Replacing' : 'Updating';
}

/**
 * The group right before it is written: minutes may have gone by since it was read.
 * @throws Superseded when another run has deployed it meanwhile.
 */
async function readAgain(
  { plan, live }: Change,
  { target, tools }: Job,
): Promise<ContainerGroup | undefined> {
  const { groupName } = plan;
  const { clock, log } = tools;
  const now = await readSettled({ groups: target.groups, groupName, clock, log });
  const superseded = supersededBy(now, plan, live);
  if (superseded) throw superseded;
  const foreign = now ? checkOwnership(now, plan) : [];
  if (foreign.length > 0) throw new ActionError(foreign);
  return now;
}

/** The last look: what was verified is what is there. No answer proves nothing. @throws Superseded, Deleted */
async function confirmOurs({ plan }: Change, { target, tools }: Job): Promise<void> {
  const { groups } = target;
  const { groupName } = plan;
  try {
    const now = await groups.get(groupName);
    const superseded = supersededBy(now, plan);
    if (superseded) throw superseded;
    if (!now && (await isDeleted(groups, groupName, tools.clock))) throw new Deleted(groupName);
  } catch (caught) {
    if (!(caught instanceof AzureError)) throw caught;
    tools.log.debug(`The container group ${groupName} could not be read again.`);
  }
}

/** What is known of a service that did not become healthy. */
function showFailure({ service }: DeploymentFailure, { facts }: Job): void {
  facts.state = service.state;
  if (service.endpoint) facts.endpoint = service.endpoint;
}
