import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { GitHubApi } from '../github/api.ts';
import { hasBranch } from '../github/branches.ts';
import { readPullRequest } from '../github/pull-requests.ts';
import { GitHubRefusal } from '../github/refusal.ts';
import { hasEnded } from '../github/workflow-runs.ts';
import { bornAt } from '../service/wait/events.ts';
import type { Prunable, PrunableCandidate, PrunablePreview } from './select.ts';

/** What is asked about a group that may be pruned. */
export interface Judge {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Undefined without a token. */
  readonly github: GitHubApi | undefined;
  /** Reads a group with its instance view. */
  readonly read: (name: string) => Promise<ContainerGroup | undefined>;
}

/** Whether a group goes, and why. */
export interface Verdict {
  readonly goes: boolean;
  /** The rest of a sentence that begins with "because". */
  readonly reason: string;
  /** Why GitHub told nothing about it. Then only time has decided, and a missing answer removes nothing. */
  readonly unknown?: GitHubRefusal | 'no token';
}

/**
 * Age at which the run of a candidate must be over, in milliseconds: a job of GitHub ends after 6 hours, and an hour is
 * for what came before and for clocks that differ.
 * Source: https://docs.github.com/actions/reference/limits
 */
export const MAX_RUN_MS = 7 * 3_600_000;

/** A group with what was decided about it. */
export interface Judged {
  readonly prunable: Prunable;
  readonly verdict: Verdict;
}

/** Decides about one group. @throws AzureError when Azure does not tell about a candidate. */
export async function judge(prunable: Prunable, by: Judge): Promise<Judged> {
  const verdict =
    prunable.kind === 'preview' ? await judgePreview(prunable, by) : await judgeCandidate(prunable, by);
  return { prunable, verdict };
}

async function judgePreview({ number, expires }: PrunablePreview, by: Judge): Promise<Verdict> {
  if (expires !== undefined && expires <= by.now)
    return { goes: true, reason: `it expired at ${new Date(expires).toISOString()}` };
  return asking(by, 'its time is not over', async (github) => {
    const pull = await readPullRequest(github, number);
    if (!pull) return { goes: true, reason: `there is no pull request ${number}` };
    if (!pull.isOpen) return { goes: true, reason: `the pull request ${number} is closed` };
    const { branch } = pull;
    if (branch !== undefined && !(await hasBranch(github, branch)))
      return { goes: true, reason: `the branch ${branch} of the pull request ${number} is gone` };
    return { goes: false, reason: `the pull request ${number} is open` };
  });
}

async function judgeCandidate({ group, run }: PrunableCandidate, by: Judge): Promise<Verdict> {
  if (!run) return judgeAge(group, by);
  const verdict = await asking(by, '', async (github) =>
    (await hasEnded(github, run))
      ? { goes: true, reason: `its run ${run.id} has ended` }
      : { goes: false, reason: `its run ${run.id} goes on` },
  );
  return verdict.unknown === undefined ? verdict : { ...verdict, ...(await judgeAge(group, by)) };
}

/** By the clock alone. */
async function judgeAge({ name = '' }: ContainerGroup, { now, read }: Judge): Promise<Verdict> {
  const found = await read(name);
  const born = found && bornAt(found);
  const hours = MAX_RUN_MS / 3_600_000;
  return born !== undefined && now - born > MAX_RUN_MS
    ? { goes: true, reason: `it is older than ${hours} hours, and no run takes so long` }
    : { goes: false, reason: `it is not known to be older than ${hours} hours` };
}

/** What GitHub tells; without it the group stays for the reason that is given. */
async function asking(
  { github }: Judge,
  otherwise: string,
  ask: (github: GitHubApi) => Promise<Verdict>,
): Promise<Verdict> {
  if (!github) return { goes: false, reason: otherwise, unknown: 'no token' };
  try {
    return await ask(github);
  } catch (caught) {
    if (!(caught instanceof GitHubRefusal)) throw caught;
    return { goes: false, reason: otherwise, unknown: caught };
  }
}
