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

/** The recorded reason of a run whose steps failed. For the other ends none is recorded: the fault may bring its own. */
const STEP_FAILED = 'failed during run, err: exit status 1';

const ENDS: Readonly<Record<Exclude<BuildFault['outcome'], 'queued' | 'running'>, FinalStatus>> = {
  failed: 'Failed',
  error: 'Error',
  canceled: 'Canceled',
  timeout: 'Timeout',
};

/** Sees a run through that does not build anything. It can be cancelled as any other. */
export async function playFault(run: Run, { fault, log, secondMs, signal }: FaultyRun): Promise<void> {
  const { outcome, afterSeconds = 0 } = fault;
  if (outcome === 'queued') return untilCanceled(run, signal);
  if (!advance(run, 'Running')) return;
  for (const line of fault.log ?? []) log.write(line);
  if (outcome === 'running') return untilCanceled(run, signal);
  await pause(afterSeconds * secondMs, signal);
  const why = fault.message ?? (outcome === 'failed' ? STEP_FAILED : undefined);
  if (why !== undefined) log.write(`\nRun ID: ${run.id} failed after ${secondsOf(run)}s. Error: ${why}`);
  if (advance(run, ENDS[outcome]) && why !== undefined) run.errorMessage = why;
}

async function untilCanceled(run: Run, signal: AbortSignal): Promise<void> {
  while (isUnderWay(run) && !signal.aborted) await pause(LOOK_MS, signal);
}
