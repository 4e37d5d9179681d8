import type { Finding } from '../../findings.ts';
import { error } from '../../findings.ts';
import type { Duty, LiveDuty } from './afterwards.ts';
import { afterwards } from './afterwards.ts';
import type { UnderWay } from './ledger.ts';

/**
 * What a person is told who cancelled the run: where it was, what goes on in Azure, and who ends it. Pure.
 *
 * @param phase Name on the time line; undefined between two phases.
 */
export function cancelledFinding(phase: string | undefined, underWay: UnderWay): Finding {
  const at = phase === undefined ? '' : ` while it was at "${phase}"`;
  const duty = afterwards(underWay);
  const going = [...buildOf(underWay), ...liveOf(duty.live), ...candidateOf(duty)];
  const azure = going.length === 0 ? 'nothing of it is under way in Azure' : `in Azure ${going.join('; ')}`;
  return error(`The run was cancelled${at}; ${azure}.`);
}

function buildOf({ build }: UnderWay): string[] {
  return build
    ? [`the build ${build.id} in ${build.server} goes on, and the next run will use its image`]
    : [];
}

function candidateOf({ candidate }: Duty): string[] {
  return candidate
    ? [`the candidate ${candidate.groupName} goes on until this job's post step removes it`]
    : [];
}

function liveOf(live: LiveDuty | undefined): string[] {
  if (!live) return [];
  const { groupName, step } = live.change;
  const what = step === 'roll-back' ? `the rollback of ${groupName}` : `the change of ${groupName}`;
  return [`${what} goes on${endOf(live)}`];
}

function endOf({ kind, change }: LiveDuty): string {
  if (kind === 'follow') return ' and is not undone, because a candidate has proved that it works';
  if (kind === 'restore')
    return change.step === 'roll-back'
      ? ", and this job's post step sees to it"
      : " until this job's post step rolls it back";
  if (change.isKept) return ' and is not undone, because on-failure is keep';
  return change.isUnsaved ? ', and the state before cannot be put back' : '; there was no service before it';
}
