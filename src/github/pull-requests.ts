import { unlessAbsent } from './absent.ts';
import type { GitHubApi } from './api.ts';

/** A pull request as it is now. */
export interface PullRequestNow {
  readonly isOpen: boolean;
  /** Branch of the head, when it is in the repository of the run. */
  readonly branch?: string;
}

/** Reads a pull request of the run's repository; undefined when there is none. @throws GitHubRefusal */
export async function readPullRequest(api: GitHubApi, number: number): Promise<PullRequestNow | undefined> {
  const { owner, repo } = api;
  const call = { doing: `read the pull request ${number}`, permission: 'pull-requests: read', isRead: true };
  const answer = await unlessAbsent(
    api,
    api.call(call, ({ rest }) => rest.pulls.get({ owner, repo, pull_number: number })),
  );
  if (!answer) return undefined;
  const { state, head, base } = answer.data;
  // A fork may have been deleted, whatever the description says.
  const home = (head.repo as { readonly full_name: string } | null)?.full_name;
  const isHere = home === base.repo.full_name;
  return { isOpen: state === 'open', ...(isHere && { branch: head.ref }) };
}
