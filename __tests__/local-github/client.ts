import { getOctokit } from '@actions/github';
import type { LocalGitHub } from '../../local-github/github.ts';

/** The client that Actions use, connected to a local GitHub without a network. */
export function octokitOf(github: LocalGitHub, token = github.token): ReturnType<typeof getOctokit> {
  return getOctokit(token, { baseUrl: github.site.apiUrl, request: { fetch: github.fetch } });
}

/** Owner and name, as every call needs them. */
export function repoOf({ repository: { owner, name } }: LocalGitHub): { owner: string; repo: string } {
  return { owner, repo: name };
}
