import type { GitHubApi } from '../../src/github/api.ts';
import { patiently } from '../../src/github/refusal.ts';
import type { LocalGitHub } from '../../local-github/github.ts';
import { octokitOf, repoOf } from '../local-github/client.ts';

/** The API of a local GitHub; nobody waits. */
export function localApi(github: LocalGitHub): GitHubApi {
  const client = octokitOf(github);
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  return { ...repoOf(github), call: (call, send) => patiently(call, () => send(client), clock) };
}
