import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../../azure/azure-error.ts';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import type { Operation } from '../../azure/container-instance/operation.ts';
import { withRetry } from '../../azure/retry.ts';
import type { Place } from '../../azure/retry/types.ts';
import type { Clock } from '../../clock.ts';
import type { Finding } from '../../findings.ts';
import { error } from '../../findings.ts';
import type { Log } from '../../log.ts';
import { pullOf, putOnce } from './put.ts';
import { refusedPut } from './refused-put.ts';
import { foreignReason } from '../decide/owner.ts';
import { TAGS } from '../tags.ts';
import type { ServicePlan } from '../types.ts';

/** What a deployment needs. */
export interface DeployRequest {
  readonly groups: ContainerGroups;
  readonly plan: ServicePlan;
  /** True when this run has just deleted a group with the plan's label: then the label becomes free in a moment. */
  readonly afterDelete?: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Refuses a group that is not this service's: only what the Action made for it may be replaced. */
export function checkOwnership(live: ContainerGroup, plan: ServicePlan): Finding[] {
  const foreign = foreignReason(live, { service: plan.name, preview: plan.group.tags?.[TAGS.preview] });
  if (foreign === undefined) return [];
  return [
    error(`The container group ${plan.groupName} exists already and ${foreign}; it is left as it is.`, {
      input: 'container-group-name',
      remedy: 'Choose another name with container-group-name, or delete that group if nobody needs it.',
    }),
  ];
}

/**
 * Creates the group or updates it in place, and resolves when Azure has taken the request. What may pass is tried again.
 * @throws ActionError when Azure refuses it; its cause is the AzureError.
 */
export async function deploy({ groups, plan, afterDelete, clock, log }: DeployRequest): Promise<Operation> {
  const place: Place = { call: 'put', afterDelete, pull: pullOf(plan.group) };
  try {
    return await withRetry(place, putOnce(groups, plan), { clock, log });
  } catch (caught) {
    throw caught instanceof AzureError ? refusedPut(caught, place, plan.group) : caught;
  }
}
