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

/** Milliseconds for one request: without a limit, one that is never answered would hold the job for five minutes. */
const TIMEOUT_MS = 30_000;

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
  const client = toolkit.getOctokit(token, { userAgent: 'aci-model-deploy', log: SILENT });
  client.hook.before('request', (options) => {
    options.request = { ...options.request, log: SILENT, signal: AbortSignal.timeout(TIMEOUT_MS) };
  });
  return { owner, repo, call: (call, send) => patiently(call, () => send(client), clock) };
}

/** The client would print deprecations and refusals by itself, unescaped: its core and its requests have a log each. */
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
