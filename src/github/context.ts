/** Where the run comes from. Absent fields: not a GitHub runner. */
export interface GitHubContext {
  /** owner/name */
  readonly repository?: string;
  /** Full SHA of the commit. */
  readonly commit?: string;
  /** Page of this run attempt. */
  readonly runUrl?: string;
  /** Absolute path of the checked-out repository. */
  readonly workspaceDirectory: string;
}

/**
 * Reads the run's context.
 * @actions/github is imported here and not at the top: it takes long to load, and a wrong config file needs none of it.
 */
export async function readGitHubContext(): Promise<GitHubContext> {
  const { context } = await import('@actions/github');
  const repository = process.env['GITHUB_REPOSITORY'];
  const commit = context.sha;
  const attempt = context.runAttempt > 1 ? `/attempts/${context.runAttempt}` : '';
  return {
    workspaceDirectory: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
    ...(repository && { repository }),
    ...(commit && { commit }),
    ...(repository &&
      context.runId > 0 && {
        runUrl: `${context.serverUrl}/${repository}/actions/runs/${context.runId}${attempt}`,
      }),
  };
}
