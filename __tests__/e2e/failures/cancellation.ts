import type { Fault } from '../../../local-azure/control/fault.ts';
import type { Names, Scenario } from './scenario.ts';

/**
 * When a run is cancelled: its first fault has struck; it waits for a build; it waits for a group that has been
 * deployed so many times since the scenario began; it has deleted the live group to replace it.
 */
export type Moment =
  | { readonly at: 'struck' }
  | { readonly at: 'building' }
  | { readonly at: 'waiting'; readonly for: keyof Names; readonly times?: number }
  | { readonly at: 'replacing' };

/** A run that is cancelled as GitHub does it, with its post step, and what must come of both. */
export interface Cancellation extends Pick<Scenario, 'name' | 'files' | 'with' | 'speed'> {
  readonly faults: (names: Names) => readonly Fault[];
  /** There is no service before the run. */
  readonly isFirst?: true;
  readonly when: Moment;
  /** First error of the main step. */
  readonly told: (names: Names) => string | RegExp;
  /** What the post step says; without it, nothing. It is its error where the candidate serves. */
  readonly post?: (names: Names) => string | RegExp;
  /** Writes to container groups that Azure took from both steps: method and name. */
  readonly written: (names: Names) => readonly string[];
  readonly ends: 'untouched' | 'goes on' | 'kept' | 'rolled back' | 'candidate serves';
}
