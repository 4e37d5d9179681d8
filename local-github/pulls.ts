import { shaOf, timeOf } from './ids.ts';
import { createPullRequest } from './seed.ts';
import type { NewPullRequest } from './seed.ts';
import { fullNameOf } from './state.ts';
import type { PullRequest, State } from './state.ts';

/** Opens a pull request on the branches as they are; its own branch comes to be when it is no fork's. */
export function openPullRequest(state: State, fields: NewPullRequest, now: number): PullRequest {
  const base = state.branches.get(fields.base?.ref ?? state.repository.defaultBranch);
  const pull = createPullRequest(
    state.repository,
    { ...fields, base: { ...(base && { sha: base.sha }), ...fields.base } },
    now,
  );
  state.pulls.set(pull.number, pull);
  if (pull.state === 'open') moveBranch(state, pull);
  return pull;
}

/** A push onto its branch. */
export function synchronizePullRequest(
  state: State,
  pull: PullRequest,
  now: number,
  sha: string = shaOf(`pushed onto ${pull.head.sha}`),
): void {
  pull.head = { ...pull.head, sha };
  pull.mergeCommitSha = shaOf(`merge of ${sha}`);
  pull.updatedAt = timeOf(now);
  moveBranch(state, pull);
}

/** Closes it, or merges it: then the base branch has the merge commit. The branch stays. */
export function closePullRequest(state: State, pull: PullRequest, now: number, merged: boolean): void {
  const closedAt = timeOf(now);
  Object.assign(pull, { state: 'closed', merged, closedAt, updatedAt: closedAt });
  if (merged && pull.mergeCommitSha !== null)
    state.branches.set(pull.base.ref, { ...state.branches.get(pull.base.ref), sha: pull.mergeCommitSha });
}

export function reopenPullRequest(pull: PullRequest, now: number): void {
  Object.assign(pull, { state: 'open', closedAt: null, updatedAt: timeOf(now) });
}

function moveBranch(state: State, { head }: PullRequest): void {
  if (head.repository !== fullNameOf(state.repository)) return;
  state.branches.set(head.ref, { ...state.branches.get(head.ref), sha: head.sha });
}
