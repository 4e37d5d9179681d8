import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../azure/azure-error.ts';
import type { ContainerGroups } from '../azure/container-groups.ts';
import { explain } from '../azure/explain.ts';
import type { Operation } from '../azure/operation.ts';
import type { Clock } from '../clock.ts';
import type { ActionError, Finding } from '../findings.ts';
import { error } from '../findings.ts';
import type { Log } from '../log.ts';
import { formatElapsed } from '../elapsed.ts';
import { immutableChanges } from './immutable.ts';
import { refusalRemedy } from './refusals.ts';
import { MANAGED_BY, TAGS } from './tags.ts';
import type { ServicePlan } from './types.ts';

/**
 * Milliseconds between two tries at a group in transition, and in all. Microsoft advises at least 10 s between operations.
 * Source: `MicrosoftDocs/SupportArticles-docs:support/azure/azure-container-instances/configuration-setup/container-group-transitioning-state.md`
 */
const TRANSITION = { wait: 12_000, atMost: 300_000 } as const;

/** A container group that Azure has taken and works on. */
export interface Deployment {
  readonly result: 'created' | 'updated';
  readonly operation: Operation;
}

/** What a deployment needs. */
export interface DeployRequest {
  readonly groups: ContainerGroups;
  readonly plan: ServicePlan;
  /** The group as it is now; undefined when there is none. Check it with {@link checkUpdate} first. */
  readonly live: ContainerGroup | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Refuses a group that is not this service's: only what the Action made for it may be replaced. */
export function checkOwnership(live: ContainerGroup, plan: ServicePlan): Finding[] {
  const tags = live.tags ?? {};
  if (tags[TAGS.managedBy] === MANAGED_BY && tags[TAGS.service] === plan.name) return [];
  const whose =
    tags[TAGS.managedBy] === MANAGED_BY
      ? `belongs to the service "${tags[TAGS.service] ?? ''}"`
      : `was not made by this Action (it has no tag ${TAGS.managedBy}=${MANAGED_BY})`;
  return [
    error(`The container group ${plan.groupName} exists already and ${whose}; it is left as it is.`, {
      input: 'container-group-name',
      remedy: 'Choose another name with container-group-name, or delete that group if nobody needs it.',
    }),
  ];
}

/** Everything that speaks against putting the plan over a living group. Nothing was written by then. */
export function checkUpdate(live: ContainerGroup, plan: ServicePlan): Finding[] {
  const foreign = checkOwnership(live, plan);
  const changes = immutableChanges(live, plan.group);
  if (foreign.length > 0 || changes.length === 0) return foreign;
  const list = changes.map((change) => `${change.property} (${change.old} -> ${change.new})`).join(', ');
  return [
    error(`Azure cannot change this in the running container group ${plan.groupName}: ${list}.`, {
      remedy: `Keep these values, or delete the group and run again (its address may change): az container delete --name ${plan.groupName} --resource-group <resource-group>`,
    }),
  ];
}

/**
 * Creates the group or updates it in place, and resolves when Azure has taken the request.
 * @throws ActionError when Azure refuses it.
 */
export async function deploy(request: DeployRequest): Promise<Deployment> {
  const operation = await putWhenSettled(request);
  return { result: request.live ? 'updated' : 'created', operation };
}

async function putWhenSettled({ groups, plan, clock, log }: DeployRequest): Promise<Operation> {
  const giveUp = clock.now() + TRANSITION.atMost;
  for (let told = false; ; told = true) {
    try {
      return await groups.startPut(plan.groupName, plan.group);
    } catch (caught) {
      if (!(caught instanceof AzureError)) throw caught;
      const mayWait =
        caught.code === 'ContainerGroupTransitioning' && clock.now() + TRANSITION.wait <= giveUp;
      if (!mayWait) throw refused(caught);
      if (!told) {
        log.info(
          `Azure is still busy with ${plan.groupName}; trying again for up to ${formatElapsed(TRANSITION.atMost)}.`,
        );
      }
      await clock.sleep(TRANSITION.wait);
    }
  }
}

/** What ACI's own codes mean comes first; the rest is as everywhere, such as the role that is missing. */
function refused(caught: AzureError): ActionError {
  const remedy = refusalRemedy(caught);
  return remedy === undefined ? explain(caught) : caught.asActionError(remedy);
}
