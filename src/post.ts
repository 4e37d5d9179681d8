import { createContainerGroups } from './azure/container-instance/container-groups.ts';
import { chooseSignIn } from './azure/sign-in/sign-in.ts';
import { ActionError, error, failure } from './findings.ts';
import type { Inputs } from './inputs.ts';
import type { Duty } from './phases/cancel/afterwards.ts';
import { afterwards, isIdle } from './phases/cancel/afterwards.ts';
import { assign } from './phases/assignment.ts';
import { signIn } from './phases/prepare/connect.ts';
import type { Subject } from './phases/job.ts';
import type { UnderWay } from './phases/cancel/ledger.ts';
import { closeCutOff } from './phases/tell/github-deployment.ts';
import { removeCandidate } from './phases/cancel/remove-candidate.ts';
import type { Aftermath } from './phases/cancel/restore.ts';
import { restore } from './phases/cancel/restore.ts';
import { findingsOf } from './phases/told.ts';
import type { Tools } from './phases/tools.ts';
import { unlessStopped } from './stop.ts';

/**
 * The post step: ends what a run that was cancelled, or ended by force, has left under way in Azure, and tells GitHub
 * how its Deployment ended. Does nothing after a run that came to its own end. Resolves to false when something is left to do.
 */
export async function post(underWay: UnderWay, given: Inputs, tools: Tools): Promise<boolean> {
  const [isDone] = await Promise.all([
    lookAfter(underWay, given, tools),
    closeCutOff(underWay.deployment, { inputs: given, tools }),
  ]);
  return isDone;
}

/** Resolves to false when something is left to do in Azure. */
async function lookAfter(underWay: UnderWay, given: Inputs, tools: Tools): Promise<boolean> {
  const duty = afterwards(underWay);
  const { place } = underWay;
  if (isIdle(duty) || !place) return true;
  tools.log.info('The run did not come to its end; looking after what it has left under way in Azure.');
  try {
    const subject = assign(given, tools.event());
    const after = await unlessStopped(tools.stop, () => signInAgain(place, subject, tools));
    return await fulfil(duty, after);
  } catch (caught) {
    for (const finding of tools.stop.aborted ? [outOfTime(duty)] : findingsOf(caught))
      tools.log.report(finding);
    return false;
  }
}

/** Secrets come from the inputs again: nothing of them is saved. */
async function signInAgain(
  { subscriptionId, resourceGroup }: NonNullable<UnderWay['place']>,
  subject: Subject,
  tools: Tools,
): Promise<Aftermath> {
  const { inputs } = subject;
  const choice = chooseSignIn(inputs.signIn);
  for (const secret of choice.secrets) tools.log.mask(secret);
  if (choice.findings.length > 0) throw new ActionError(choice.findings);
  const connection = await signIn({ ...inputs, dryRun: false }, { signIn: choice, subscriptionId }, tools);
  if (!connection) throw failure('There is no sign-in for Azure.');
  const groups = await createContainerGroups(connection, resourceGroup, tools);
  return { ...subject, tools, connection, resourceGroup, groups };
}

/** The candidate goes first, so that it is gone whatever becomes of the rest, unless it is the last that works. */
async function fulfil(duty: Duty, after: Aftermath): Promise<boolean> {
  const { candidate, live, isCandidateNeeded } = duty;
  const remove = async (): Promise<boolean> => !candidate || removeCandidate(candidate, after);
  const isRemoved = isCandidateNeeded || (await remove());
  const isLiveGood = !live || (await restore(live, candidate, after));
  return (isCandidateNeeded && isLiveGood ? await remove() : isRemoved) && isLiveGood;
}

function outOfTime({ candidate, live }: Duty): ReturnType<typeof error> {
  const left = [
    ...(candidate ? [`the candidate ${candidate.groupName}`] : []),
    ...(live ? [`the container group ${live.change.groupName}`] : []),
  ];
  return error(`The post step ended before it was done. Look at ${left.join(' and ')} in the portal.`, {
    remedy:
      'Run the workflow again: it starts from what it finds, and removes a candidate that was left behind.',
  });
}
