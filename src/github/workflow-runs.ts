import { unlessAbsent } from './absent.ts';
import type { GitHubApi } from './api.ts';

/** One attempt of a workflow run. */
export interface RunAttempt {
  readonly id: number;
  /** From 1 on. */
  readonly attempt: number;
}

/** Reads which attempt the address of its page names; undefined when it is none of a run. */
export function parseRunUrl(url: string): RunAttempt | undefined {
  const [, id, attempt = '1'] = /\/actions\/runs\/(\d{1,15})(?:\/attempts\/(\d{1,6}))?$/.exec(url) ?? [];
  return id === undefined ? undefined : { id: Number(id), attempt: Number(attempt) };
}

/**
 * Whether an attempt of a run is over. A run that is gone is over, and so is an attempt when there is a later one.
 * @throws GitHubRefusal
 */
export async function hasEnded(api: GitHubApi, { id, attempt }: RunAttempt): Promise<boolean> {
  const { owner, repo } = api;
  const call = { doing: `read the workflow run ${id}`, permission: 'actions: read', isRead: true };
  const answer = await unlessAbsent(
    api,
    api.call(call, ({ rest }) => rest.actions.getWorkflowRun({ owner, repo, run_id: id })),
  );
  if (!answer) return true;
  const { status, run_attempt: latest = 1 } = answer.data;
  return status === 'completed' || latest > attempt;
}
