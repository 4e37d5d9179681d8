/** Where the run comes from. Absent fields: not a GitHub runner. */
export interface GitHubContext {
  /** owner/name */
  readonly repository?: string;
  /** Page of the repository. */
  readonly repositoryUrl?: string;
  /** Full SHA of the commit. */
  readonly commit?: string;
  /** Page of this run attempt. */
  readonly runUrl?: string;
}

/** Reads the run's context from the runner's variables. */
export function readGitHubContext(env: NodeJS.ProcessEnv = process.env): GitHubContext {
  const { GITHUB_REPOSITORY: repository, GITHUB_SHA: commit, GITHUB_RUN_ID: runId } = env;
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const attempt = Number(env['GITHUB_RUN_ATTEMPT'] ?? 1);
  if (!repository) return { ...(commit && { commit }) };
  const repositoryUrl = `${server}/${repository}`;
  const again = attempt > 1 ? `/attempts/${attempt}` : '';
  return {
    repository,
    repositoryUrl,
    ...(commit && { commit }),
    ...(runId && { runUrl: `${repositoryUrl}/actions/runs/${runId}${again}` }),
  };
}
