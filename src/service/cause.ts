import type { ContainerGroup } from '@azure/arm-containerinstance';
import { CAUSE_RULES } from './cause-rules.ts';
import type { ServiceEvent } from './events.ts';

/** What is known about a deployment that went wrong. */
export interface Symptoms {
  readonly group: ContainerGroup | undefined;
  /** Last logs by container name. */
  readonly logs: ReadonlyMap<string, string>;
  readonly events: readonly ServiceEvent[];
  /** Exit codes of this deployment by container name. */
  readonly exitCodes: ReadonlyMap<string, number>;
}

/** Why a deployment went wrong, as far as it can be told. */
export interface Cause {
  /** One sentence with a period. */
  readonly cause: string;
  /** What to do, as an imperative sentence. */
  readonly remedy: string;
  /** The lines that show it. */
  readonly evidence: readonly string[];
  /** Where the user's code failed, as the container sees it. */
  readonly frame?: { readonly file: string; readonly line: number };
}

/** One row of the table: tells its cause when the symptoms are there. */
export interface CauseRule {
  readonly name: string;
  find(symptoms: Symptoms): Cause | undefined;
}

/** The most likely cause: the first rule that finds its symptoms. Undefined when none does. */
export function likelyCause(symptoms: Symptoms): Cause | undefined {
  for (const rule of CAUSE_RULES) {
    const cause = rule.find(symptoms);
    if (cause) return cause;
  }
  return undefined;
}
