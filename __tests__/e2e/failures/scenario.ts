import type { Fault } from '../../../local-azure/control/fault.ts';
import type { GroupsSettings } from '../../../local-azure/container-instance/groups.ts';
import type { Place } from '../../../src/findings.ts';
import type { DeployOptions } from '../support/workbench.ts';

/** Time in the containers: ten times as fast as the wall clock, as the Action's own is. */
export const PACE: Partial<GroupsSettings> = {
  pace: { secondMs: 100, backOffBaseMs: 1_000, graceMs: 200 },
};

/** Names of the container groups that a scenario is about. */
export interface Names {
  readonly live: string;
  readonly candidate: string;
}

/** One way in which a deployment goes wrong, and what must come of it. */
export interface Scenario extends Pick<DeployOptions, 'with' | 'signIn' | 'speed'> {
  /** Place and fault, as the table shows them. */
  readonly name: string;
  /** What goes wrong. A function where it must be the live group and not its candidate. */
  readonly faults: readonly Fault[] | ((names: Names) => readonly Fault[]);
  /** Laid over examples/iris. */
  readonly files?: Readonly<Record<string, string | object>>;
  readonly ends: Survival | Failure;
}

/** The run gets through. */
export interface Survival {
  readonly exitCode: 0;
  readonly result: 'created' | 'updated' | 'unchanged';
  /** What people are told about it in the log. */
  readonly told?: string | RegExp;
  /** How many builds the registry was made to run. */
  readonly builds?: number;
}

/** The run fails. */
export interface Failure {
  readonly exitCode: 1;
  /** First sentences of the first error. */
  readonly message: string | RegExp;
  readonly remedy: string | RegExp;
  readonly place?: Place;
  readonly evidence?: string | RegExp;
  /** Output `result`; undefined: it is not set. */
  readonly result?: 'created' | 'updated' | 'unchanged' | 'rolled-back';
  /**
   * What is left in Azure: nothing; a group to look at; the group as it was before, which serves; the group as this run
   * wrote it; the verified candidate, which serves.
   */
  readonly left: 'nothing' | 'group' | 'old' | 'new' | 'candidate';
}
