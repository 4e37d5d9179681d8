import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Redeploy, Strategy } from '../../inputs.ts';
import type { Difference } from './compare.ts';
import { compareGroups } from './compare.ts';
import { isEmpty } from './immutable.ts';
import { stateReasons } from '../wait/state.ts';
import { TAGS } from '../tags.ts';
import type { ServicePlan } from '../types.ts';

/** What has to be written, and why. */
export interface Update {
  /** A replacement deletes the group first: its address may change. */
  readonly kind: 'update' | 'replace';
  readonly differences: readonly Difference[];
  /** Whole sentences without a period; at least one. */
  readonly reasons: readonly string[];
  /** True when a candidate is to be verified before the living group is touched. */
  readonly candidate: boolean;
}

/** A group that is left as it is. */
export interface Unchanged {
  readonly kind: 'unchanged';
  /** What the plan would change, where that has to wait until the service is unhealthy. */
  readonly waiting?: Pick<Update, 'differences' | 'reasons'>;
}

/** What a run has to do about the container group. */
export type Decision = { readonly kind: 'create' } | Unchanged | Update;

/** What the decision is made of. */
export interface DecisionRequest {
  /** The group as Azure shows it; undefined when there is none. */
  readonly live: ContainerGroup | undefined;
  readonly plan: ServicePlan;
  readonly redeploy: Redeploy;
  readonly strategy: Strategy;
}

/**
 * Decides from the plan and the live group, before anything is written. Unchanged means: as far as Azure knows;
 * whether the service answers with the revision that it has is for the caller to find out, who takes
 * {@link decideUpdate} when it does not. Pure.
 */
export function decide(request: DecisionRequest): Decision {
  const { live, plan, redeploy, strategy } = request;
  if (!live) return { kind: 'create' };
  const differences = compareGroups(live, plan.group);
  const wrong = stateReasons(live);
  const changed = changeReasons(live, plan, differences);
  const reasons = [...(redeploy === 'always' ? ['redeploy is "always"'] : []), ...wrong, ...changed];
  if (reasons.length === 0) return { kind: 'unchanged' };
  if (redeploy === 'if-unhealthy' && wrong.length === 0)
    return { kind: 'unchanged', waiting: { differences, reasons } };
  return updateOf({ live, strategy, differences, reasons });
}

/** The update of a group that was to be left as it is but does not do what it should, for this reason. */
export function decideUpdate(
  { waiting }: Unchanged,
  live: ContainerGroup,
  plan: ServicePlan,
  strategy: Strategy,
  reason: string,
): Update {
  const reasons = [reason, ...(waiting?.reasons ?? [])];
  return updateOf({ live, strategy, differences: compareGroups(live, plan.group), reasons });
}

function updateOf(facts: {
  readonly live: ContainerGroup;
  readonly strategy: Strategy;
  readonly differences: readonly Difference[];
  readonly reasons: readonly string[];
}): Update {
  const { live, strategy, differences } = facts;
  const replacing = differences.filter(({ replaces }) => replaces);
  const why = replacing.map(
    ({ path, from, to }) => `Azure does not change ${path} in place (${from ?? 'none'} -> ${to ?? 'none'})`,
  );
  return {
    kind: replacing.length > 0 ? 'replace' : 'update',
    differences,
    reasons: [...facts.reasons, ...why],
    // A group without containers serves nobody: there is nothing to protect.
    candidate: strategy === 'verified' && !isEmpty(live),
  };
}

function changeReasons(
  live: ContainerGroup,
  plan: ServicePlan,
  differences: readonly Difference[],
): string[] {
  if (live.tags?.[TAGS.revision] !== plan.revision) return [revisionReason(live, differences)];
  if (live.tags[TAGS.restored] !== undefined)
    return ['the container group was put back by a rollback, perhaps with other secrets'];
  const drift = differences.filter((difference) => !isSomebodyElses(difference));
  if (drift.length === 0) return [];
  const paths = drift.map(({ path }) => path).join(', ');
  return [`the container group was changed since it was deployed: ${paths}`];
}

function revisionReason(live: ContainerGroup, differences: readonly Difference[]): string {
  if (live.tags?.[TAGS.revision] === undefined) return 'the container group has no revision';
  return differences.length > 0
    ? 'the desired state has changed'
    : 'something that Azure does not show has changed: a key, a secure variable, the password of the registry or the configuration of the front end';
}

/**
 * Azure Policy puts tags and Log Analytics onto groups, again after every PUT: to take them for drift would restart
 * the service for nothing in every run.
 * Source: https://learn.microsoft.com/azure/container-instances/policy-reference
 */
function isSomebodyElses({ path, kind }: Difference): boolean {
  return kind === 'removed' && /^(?:tags\[|diagnostics\.)/.test(path);
}
