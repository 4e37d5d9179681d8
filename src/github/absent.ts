import type { GitHubApi } from './api.ts';
import { GitHubRefusal } from './refusal.ts';

/**
 * What GitHub answers, or undefined where it says that there is no such thing. To a token that may not see a private
 * repository GitHub says so about everything in it: such a 404 proves nothing, and is thrown.
 * @throws GitHubRefusal
 */
export async function unlessAbsent<T>(api: GitHubApi, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (caught) {
    if (!(caught instanceof GitHubRefusal) || caught.status !== 404) throw caught;
    await seeRepository(api);
    return undefined;
  }
}

/** @throws GitHubRefusal when the token does not see its repository. */
async function seeRepository(api: GitHubApi): Promise<void> {
  const { owner, repo } = api;
  const call = { doing: 'read its repository', permission: 'metadata: read', isRead: true };
  await api.call(call, ({ rest }) => rest.repos.get({ owner, repo }));
}
