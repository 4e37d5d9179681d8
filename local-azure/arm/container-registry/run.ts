import type { BuildRequest } from './requests.ts';

export type RunStatus = 'Queued' | 'Running' | FinalStatus;
export type FinalStatus = 'Succeeded' | 'Failed' | 'Canceled' | 'Error' | 'Timeout';

/** A quick build. */
export interface Run {
  readonly id: string;
  readonly request: BuildRequest;
  readonly createTime: string;
  status: RunStatus;
  startTime?: string;
  finishTime?: string;
  lastUpdatedTime: string;
  digest?: string;
  errorMessage?: string;
}

/** False once the run has ended. */
export function isUnderWay({ status }: Run): boolean {
  return status === 'Queued' || status === 'Running';
}

/** Goes on to a status, unless the run has ended already. */
export function advance(run: Run, status: RunStatus): boolean {
  if (!isUnderWay(run)) return false;
  const now = new Date().toISOString();
  run.status = status;
  run.lastUpdatedTime = now;
  if (status === 'Running') run.startTime = now;
  else run.finishTime = now;
  return true;
}

/** The whole seconds that a run has taken. */
export function secondsOf(run: Run): number {
  return Math.ceil((Date.now() - Date.parse(run.startTime ?? run.createTime)) / 1000);
}
