import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { AzureConnection } from '../../azure/connection.ts';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import { createRegistry } from '../../azure/registry/registry.ts';
import { error } from '../../findings.ts';
import { silentLog } from '../../log.ts';
import { compareGroups } from '../../service/decide/compare.ts';
import { endpointOf } from '../../service/wait/endpoint.ts';
import type { Previous } from '../../service/plan/previous.ts';
import { planPrevious } from '../../service/plan/previous.ts';
import { supersededBy } from '../../service/decide/superseded.ts';
import { TAGS } from '../../service/tags.ts';
import { waitForHealthy } from '../../service/wait/wait.ts';
import { unlessStopped } from '../../stop.ts';
import type { LiveDuty } from './afterwards.ts';
import { bringUp } from '../update/bring-up.ts';
import { configure } from '../prepare/configure.ts';
import type { Job, Subject } from '../job.ts';
import type { Before, CandidateUnderWay, LiveUnderWay } from './ledger.ts';
import { newFacts } from '../tell/publish.ts';
import { completeSavedPull } from './saved.ts';
import { findingsOf } from '../told.ts';
import type { Tools } from '../tools.ts';
import { SERVING } from '../update/turn.ts';

/** What the post step has in hand. */
export interface Aftermath extends Subject {
  readonly tools: Tools;
  readonly connection: AzureConnection;
  /** Name. */
  readonly resourceGroup: string;
  readonly groups: ContainerGroups;
}

/**
 * Looks after a change of the live group that a run did not bring to its end. Tells what it did and what is left;
 * resolves to false when the group does not serve as it should. Never throws.
 *
 * @param candidate It stays and serves when a group cannot be put back that a candidate could stand in for.
 */
export async function restore(
  duty: LiveDuty,
  candidate: CandidateUnderWay | undefined,
  after: Aftermath,
): Promise<boolean> {
  const { tools } = after;
  try {
    tools.log.info(await unlessStopped(tools.stop, () => settle(duty, after)));
    return true;
  } catch (caught) {
    const stays = candidate?.isVerified ? ` ${await letServe(candidate, after)}` : '';
    const { groupName } = duty.change;
    const why = tools.stop.aborted
      ? 'it was not healthy yet when the time of the post step was over. Azure goes on with it.'
      : (findingsOf(caught)[0]?.message ?? '');
    const azure = { portalUrl: after.groups.portalUrl(groupName) };
    const remedy = 'Look at the group in the portal, and run the workflow again.';
    const evidence = tools.stop.aborted ? [] : (findingsOf(caught)[0]?.evidence ?? []);
    tools.log.report(
      error(`${groupName} could not be rolled back: ${why}${stays}`, { remedy, azure, evidence }),
    );
    return false;
  }
}

/** Resolves to what was done, in whole sentences. @throws when the state before could not be put back. */
async function settle({ kind, change }: LiveDuty, after: Aftermath): Promise<string> {
  const { groupName, before, step } = change;
  const { groups } = after;
  const now = await groups.get(groupName);
  const superseded = supersededBy(now, change, before?.group);
  if (superseded) return superseded.message;
  const place = groups.portalUrl(groupName);
  if (kind === 'leave' || !before) return leftAlone(change, now, place);
  const isBefore = isAsBefore(now, before, change);
  if (isBefore && step === 'write')
    return `Azure did not take the change of ${groupName}: it is as it was before this run.`;
  if (kind === 'follow' && now)
    return `The change of ${groupName} goes on in Azure and is not undone, because a candidate has proved that it works: ${place}`;
  return putBack(change, { before, now, isTaken: isBefore }, after);
}

function leftAlone(
  { groupName, isKept, isUnsaved }: LiveUnderWay,
  now: ContainerGroup | undefined,
  place: string,
): string {
  if (!now) return `There is no container group ${groupName}.`;
  const why = isKept
    ? 'it stays as it is, because on-failure is keep'
    : isUnsaved
      ? 'it stays as it is, because the state before could not be saved'
      : 'there was no service before it to go back to';
  return `The change of ${groupName} goes on in Azure; ${why}: ${place}`;
}

function isAsBefore(now: ContainerGroup | undefined, { group }: Before, { revision }: LiveUnderWay): boolean {
  const found = now?.tags?.[TAGS.revision];
  return found !== undefined && found !== revision && found === group.tags?.[TAGS.revision];
}

interface Back {
  readonly before: Before;
  readonly now: ContainerGroup | undefined;
  /** Azure has taken the rollback already. */
  readonly isTaken: boolean;
}

async function putBack(
  change: LiveUnderWay,
  { before, now, isTaken }: Back,
  after: Aftermath,
): Promise<string> {
  const { groups, tools } = after;
  const { clock, log } = tools;
  const job = await jobOf(after);
  const { plan, lost } = await previousOf(before, job, after);
  const { inputs } = job;
  log.info(
    `Rolling back ${change.groupName} to revision ${plan.revision}: ${groups.portalUrl(change.groupName)}`,
  );
  const http = await tools.http();
  const { endpoint } = isTaken
    ? await waitForHealthy({ plan, groups, http, clock, log, timeoutMs: inputs.waitTimeoutMs })
    : await bringUp(job, {
        plan,
        before: now,
        replaces: now !== undefined && compareGroups(now, plan.group).some(({ replaces }) => replaces),
        afterDelete: true,
        steps: { deploy: 'Roll back', wait: 'Wait for rollback' },
        onBegin: () => undefined,
      });
  const missing = lost.length === 0 ? '' : ` These could not be restored: ${lost.join('; ')}.`;
  return `Rolled back: ${change.groupName} serves again as revision ${plan.revision} at ${endpoint.scoringUri}.${missing}`;
}

/** The secrets of this run, from its inputs and config files: what it said about them has been said. */
async function jobOf(after: Aftermath): Promise<Job> {
  const { inputs, preview, tools, connection, resourceGroup, groups } = after;
  const quiet = { ...tools, log: { ...silentLog, mask: (secret: string) => tools.log.mask(secret) } };
  const configuration = await configure(after, [], quiet);
  const id = `/subscriptions/${connection.subscriptionId}/resourceGroups/${resourceGroup}`;
  return {
    inputs,
    ...(preview && { preview }),
    configuration,
    target: { connection, resourceGroup: { id, name: resourceGroup }, location: '', groups },
    tools,
    facts: newFacts(inputs),
    phase: (_name, body) => body(),
  };
}

async function previousOf(
  { group, known, pull: saved }: Before,
  { configuration, inputs, tools }: Job,
  { connection }: Aftermath,
): Promise<Previous> {
  const pull = await completeSavedPull(saved, inputs, async (server) =>
    (await createRegistry(connection, { server }, tools)).adminCredential(),
  );
  if (pull?.kind === 'password') tools.log.mask(pull.password);
  const { auth, variables } = configuration;
  return planPrevious(group, { ...known, auth, variables, ...(pull && { pull }) });
}

/** Tags the verified candidate so that no clean-up takes it. Resolves to a sentence. Never throws. */
async function letServe({ groupName }: CandidateUnderWay, { groups }: Aftermath): Promise<string> {
  try {
    const found = await groups.get(groupName);
    if (!found) return '';
    await groups.tag(groupName, { ...found.tags, [TAGS.serving]: SERVING });
    const endpoint = endpointOf(found, found.tags?.[TAGS.scoringPath] ?? '/score');
    return `The verified candidate ${groupName} stays and serves at ${endpoint?.scoringUri ?? 'its address'}.`;
  } catch (caught) {
    return `The verified candidate ${groupName} is left, but could not be tagged as the one that serves: ${findingsOf(caught)[0]?.message ?? ''}`;
  }
}
