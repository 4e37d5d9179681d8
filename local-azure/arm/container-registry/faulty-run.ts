import { pause } from '../../containers/probe.ts';
import type { BuildFault } from '../../control/fault.ts';
import type { RunLog } from './log-blob.ts';
import { advance, isUnderWay, secondsOf } from './run.ts';
import type { FinalStatus, Run } from './run.ts';

/** How a run that goes wrong is played. */
export interface FaultyRun {
  readonly fault: BuildFault;
  readonly log: RunLog;
  /** Milliseconds of a fault's second. */
  readonly secondMs: number;
  /** Aborts when the run is cancelled, or the local Azure ends. */
  readonly signal: AbortSignal;
}

/** Milliseconds between two looks at a run that never ends: somebody may cancel it. */
const LOOK_MS = 20;

/** How a build ends that does not succeed, and why. Only the first text is recorded. */
const ENDS: Readonly<
  Record<Exclude<BuildFault['outcome'], 'queued' | 'running'>, readonly [FinalStatus, string]>
> = {
  failed: ['Failed', 'failed during run, err: exit status 1'],
  error: ['Error', 'the agent that ran the task has been lost'],
  canceled: ['Canceled', 'the run was canceled'],
  timeout: ['Timeout', 'the run exceeded its time limit'],
};

/** Sees a run through that does not build anything. It can be cancelled as any other. */
export async function playFault(run: Run, { fault, log, secondMs, signal }: FaultyRun): Promise<void> {
  const { outcome, afterSeconds = 0 } = fault;
  if (outcome === 'queued') return untilCanceled(run, signal);
  if (!advance(run, 'Running')) return;
  for (const line of fault.log ?? []) log.write(line);
  if (outcome === 'running') return untilCanceled(run, signal);
  await pause(afterSeconds * secondMs, signal);
  const [status, why] = ENDS[outcome];
  log.write(`\nRun ID: ${run.id} failed after ${secondsOf(run)}s. Error: ${why}`);
  if (advance(run, status)) run.errorMessage = why;
}

async function untilCanceled(run: Run, signal: AbortSignal): Promise<void> {
  while (isUnderWay(run) && !signal.aborted) await pause(LOOK_MS, signal);
}
