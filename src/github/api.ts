import type { getOctokit } from '@actions/github';
import type { Clock } from '../clock.ts';
import { patiently } from './refusal.ts';
import type { GitHubCall } from './refusal.ts';

/** The toolkit's REST and GraphQL client. */
export type GitHubClient = ReturnType<typeof getOctokit>;

/** GitHub's API for the repository of the run. */
export interface GitHubApi {
  readonly owner: string;
  readonly repo: string;
  /**
   * Sends what `send` asks for, again where that may pass.
   * @throws GitHubRefusal when GitHub refuses it or does not answer.
   */
  call<T>(call: GitHubCall, send: (client: GitHubClient) => Promise<T>): Promise<T>;
}

/**
 * Undefined without a token or outside of GitHub. The client honours the proxy variables and GITHUB_API_URL. It is
 * imported here and not at the top: it takes long to load.
 */
export async function createGitHubApi(
  token: string | undefined,
  clock: Clock,
): Promise<GitHubApi | undefined> {
  const [owner = '', repo = ''] = (process.env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (token === undefined || repo === '') return undefined;
  const toolkit = await import('@actions/github');
  // What is tried again is told and has its limits in refusal.ts.
  const client = toolkit.getOctokit(token, { log: SILENT });
  return { owner, repo, call: (call, send) => patiently(call, () => send(client), clock) };
}

/** The client would print deprecations and refusals by itself, unescaped. */
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
