import { getOctokit } from '@actions/github';
import { afterEach, expect } from '@jest/globals';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { LocalGitHub, LocalGitHubOptions } from '../../local-github/github.ts';

export type Octokit = ReturnType<typeof getOctokit>;

/** The client that Actions use, connected to a local GitHub without a network. */
export function octokitOf(github: LocalGitHub, token = github.token): Octokit {
  return getOctokit(token, { baseUrl: github.site.apiUrl, request: { fetch: github.fetch } });
}

/** Owner and name, as every call needs them. */
export function repoOf({ repository: { owner, name } }: LocalGitHub): { owner: string; repo: string } {
  return { owner, repo: name };
}

/** A local GitHub for one test, with pull request 12, and its client. */
export interface Bench {
  readonly github: LocalGitHub;
  readonly rest: Octokit['rest'];
  readonly octokit: Octokit;
  readonly repo: { readonly owner: string; readonly repo: string };
}

/** The time in the tests' GitHub. */
export const NOW = Date.parse('2025-06-03T10:00:00Z');

/** Opens local GitHubs; after each test their exchanges are held against GitHub's API description. */
export function useGitHub(): (options?: LocalGitHubOptions) => Bench {
  const opened: LocalGitHub[] = [];
  afterEach(() => {
    expect(opened.splice(0).flatMap((github) => github.violations())).toEqual([]);
  });
  return (options) => {
    const github = createLocalGitHub({ now: () => NOW, ...options });
    github.openPullRequest({ number: 12 });
    opened.push(github);
    const octokit = octokitOf(github);
    return { github, octokit, rest: octokit.rest, repo: repoOf(github) };
  };
}

/** What Octokit throws, as far as tests look at it. */
export interface Refusal {
  readonly status: number;
  readonly response: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** The refusal of a call. Fails when the call is answered. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const outcome = await call.then(
    () => undefined,
    (caught: unknown) => caught as Refusal,
  );
  if (!outcome) throw new Error('The call was answered.');
  return outcome;
}
