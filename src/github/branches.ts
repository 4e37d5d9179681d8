import { unlessAbsent } from './absent.ts';
import type { GitHubApi } from './api.ts';

/** True when the repository of the run has a branch of this name. @throws GitHubRefusal */
export async function hasBranch(api: GitHubApi, branch: string): Promise<boolean> {
  const { owner, repo } = api;
  const call = { doing: `read the branch ${branch}`, permission: 'contents: read', isRead: true };
  const answer = await unlessAbsent(
    api,
    api.call(call, ({ rest }) => rest.repos.getBranch({ owner, repo, branch })),
  );
  return answer !== undefined;
}
