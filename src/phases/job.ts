import type { WorkflowEvent } from '../github/event.ts';
import type { Inputs } from '../inputs.ts';
import type { Preview } from '../preview/types.ts';
import type { RunFacts } from '../report/types.ts';
import type { Configuration } from './prepare/configure.ts';
import type { Target } from './prepare/connect.ts';
import type { RunPhase } from './time-line.ts';
import type { Tools } from './tools.ts';

/** What a run is about. */
export interface Subject {
  /** The preview's, where the run is about one. */
  readonly inputs: Inputs;
  readonly preview?: Preview;
  /** GitHub gives the run no secrets: what would come from one is not missed. */
  readonly withoutSecrets?: true;
}

/** What every task has in hand. */
export interface Run extends Subject {
  readonly event: WorkflowEvent;
  readonly tools: RunTools;
  readonly facts: RunFacts;
  readonly phase: RunPhase;
}

/** Tools with what the run tells its caller on the way. */
export interface RunTools extends Tools {
  /** All checks have passed; what follows writes, or shows the plan. */
  readonly planStands: () => void;
}

/** What the phases that write have in hand, in the post step too, which knows no event. */
export interface Job extends Omit<Run, 'event' | 'tools'>, Partial<Pick<Run, 'event'>> {
  readonly tools: Tools;
  readonly configuration: Configuration;
  readonly target: Target;
}
