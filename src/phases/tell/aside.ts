import type { Finding } from '../../findings.ts';
import type { GitHubApi } from '../../github/api.ts';
import { GitHubRefusal } from '../../github/refusal.ts';
import { unlessStopped } from '../../stop.ts';
import type { Run } from '../job.ts';
import { findingsOf } from '../told.ts';

/** What is done at GitHub beside the job. */
export interface Aside extends Pick<Run, 'inputs'> {
  readonly tools: Pick<Run['tools'], 'github' | 'log' | 'stop'>;
  /** The workflow has asked for it in so many words: then a missing permission is a warning. */
  readonly isWanted?: boolean;
}

/**
 * Does something at GitHub that is not what the run is for. A refusal is told and fails nothing: a missing permission
 * as a notice, everything else as a warning. Without a token it is not tried. Resolves to whether it was done.
 */
export async function aside(
  { inputs, tools, isWanted = false }: Aside,
  work: (api: GitHubApi) => Promise<unknown>,
): Promise<boolean> {
  const { log, stop } = tools;
  try {
    return await unlessStopped(stop, async () => {
      const api = await tools.github(inputs.githubToken);
      if (api) await work(api);
      return api !== undefined;
    });
  } catch (caught) {
    const isNotice = caught instanceof GitHubRefusal && caught.isPermission && !isWanted;
    const severity: Finding['severity'] = isNotice ? 'notice' : 'warning';
    // A run that is to stop has other things to tell.
    if (!stop.aborted) for (const finding of findingsOf(caught)) log.report({ ...finding, severity });
    return false;
  }
}
