import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../../azure/azure-error.ts';
import type { Operation } from '../../azure/container-instance/operation.ts';
import { whereThereIsRoom, withRegions } from '../../service/write/capacity.ts';
import { deploy } from '../../service/write/deploy.ts';
import { deleteGroup } from '../../service/write/gone.ts';
import type { ServicePlan } from '../../service/types.ts';
import type { Healthy } from '../../service/wait/wait.ts';
import { waitForHealthy } from '../../service/wait/wait.ts';
import type { Job } from '../job.ts';

/** A container group that is to be brought up. */
export interface BringUp {
  readonly plan: ServicePlan;
  /** The group as it is now; undefined when there is none. */
  readonly before: ContainerGroup | undefined;
  /** True to delete the group first, because Azure does not change in place what the plan changes. */
  readonly replaces?: boolean;
  /** True when the plan's DNS label may still be held by a group that this run has deleted. */
  readonly afterDelete?: boolean;
  /** Called before each write. What it throws ends the run with nothing written. */
  readonly onBegin: () => void;
  /** Called once the group may be no longer what it was. */
  readonly onTouched?: (operation?: Operation) => void;
  /** Names on the time line. */
  readonly steps: { readonly deploy: string; readonly wait: string };
}

/**
 * Deploys a group and waits until it is healthy with its own revision. Where the region has no room for a new group,
 * it is deleted and tried again; for a living one the state before is what comes next.
 * @throws ActionError when Azure refuses it; DeploymentFailure when it does not become healthy; Superseded.
 */
export async function bringUp(job: Job, up: BringUp): Promise<Healthy> {
  if (up.before && !up.replaces) {
    return bringUpOnce(job, up).catch((caught: unknown) => {
      throw withRegions(caught, up.plan.group);
    });
  }
  const again: BringUp = { ...up, before: undefined, replaces: true };
  return whereThereIsRoom(up.plan, job.tools, (isFirst) => bringUpOnce(job, isFirst ? up : again));
}

async function bringUpOnce(job: Job, up: BringUp): Promise<Healthy> {
  const { inputs, configuration, target, tools, phase } = job;
  const { plan, before, replaces, steps } = up;
  const { clock, log } = tools;
  const operation = await phase(steps.deploy, () => write(job, up));
  const http = await tools.http();
  return phase(steps.wait, () =>
    waitForHealthy({
      plan,
      groups: target.groups,
      operation,
      before: replaces ? undefined : before,
      http,
      clock,
      log,
      timeoutMs: inputs.waitTimeoutMs,
      repository: configuration.repository,
    }),
  );
}

async function write({ target, tools }: Job, up: BringUp): Promise<Operation> {
  const { plan, replaces = false, afterDelete = replaces, onBegin, onTouched } = up;
  const { groups } = target;
  const { clock, log } = tools;
  onBegin();
  try {
    if (replaces) await deleteGroup({ groups, groupName: plan.groupName, clock, log });
  } catch (caught) {
    if (!wasRefused(caught)) onTouched?.();
    throw caught;
  }
  if (replaces) {
    onTouched?.();
    onBegin();
  }
  try {
    const operation = await deploy({ groups, plan, afterDelete, clock, log });
    onTouched?.(operation);
    return operation;
  } catch (caught) {
    if (!wasRefused(caught)) onTouched?.();
    throw caught;
  }
}

/** True when Azure said no. No answer, or a fault of the server, leaves open what it has done. */
function wasRefused(caught: unknown): boolean {
  const cause = caught instanceof Error ? caught.cause : undefined;
  return cause instanceof AzureError && cause.status >= 400 && cause.status < 500 && cause.status !== 408;
}
