import { error } from '../../findings.ts';
import { deleteGroup } from '../../service/write/gone.ts';
import { TAGS } from '../../service/tags.ts';
import { unlessStopped } from '../../stop.ts';
import type { CandidateUnderWay } from './ledger.ts';
import type { Aftermath } from './restore.ts';
import { findingsOf } from '../told.ts';
import { SERVING } from '../update/turn.ts';

/** Removes the candidate of a run that did not come to its end. Tells and resolves to false when it is left; never throws. */
export async function removeCandidate(candidate: CandidateUnderWay, after: Aftermath): Promise<boolean> {
  const { groupName } = candidate;
  const { tools, resourceGroup } = after;
  try {
    tools.log.info(await unlessStopped(tools.stop, () => remove(candidate, after)));
    return true;
  } catch (caught) {
    const why = tools.stop.aborted ? 'there was no time left' : (findingsOf(caught)[0]?.message ?? '');
    tools.log.report(
      error(`The candidate ${groupName} could not be removed: ${why}`, {
        remedy: `It costs money until it is gone: az container delete --name ${groupName} --resource-group ${resourceGroup}. The next run of the workflow removes it as well.`,
      }),
    );
    return false;
  }
}

/** Resolves to what was done, as a sentence. */
async function remove({ groupName, run }: CandidateUnderWay, { groups, tools }: Aftermath): Promise<string> {
  const { clock, log } = tools;
  const found = await groups.get(groupName);
  if (!found) return `There is no candidate ${groupName}.`;
  if (found.tags?.[TAGS.candidateRun] !== run)
    return `The candidate ${groupName} belongs to another run by now.`;
  if (found.tags[TAGS.serving] === SERVING) return `The candidate ${groupName} serves, and stays.`;
  await deleteGroup({ groups, groupName, clock, log });
  return `Removed the candidate ${groupName}.`;
}
