import type { Inputs } from '../inputs.ts';
import type { RunFacts } from '../report/types.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import type { RunPhase } from './time-line.ts';
import type { Tools } from './tools.ts';

/** What the phases that write have in hand. */
export interface Job {
  readonly inputs: Inputs;
  readonly configuration: Configuration;
  readonly target: Target;
  readonly tools: Tools;
  readonly facts: RunFacts;
  readonly phase: RunPhase;
}
