import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../../azure/azure-error.ts';
import type { RetryTools } from '../../azure/retry.ts';
import { withRetry } from '../../azure/retry.ts';
import { INSUFFICIENT_CAPACITY } from '../../azure/retry/codes.ts';
import { DeploymentFailure } from '../wait/deployment-failure.ts';
import { neighboursOf } from './neighbours.ts';
import type { ServicePlan } from '../types.ts';

/** Regions that are suggested. */
const SUGGESTED = 3;
/** Name of the diagnosis for a region without room. A quota is another one, and does not pass. */
const CAPACITY = 'capacity';

/**
 * Brings a group up, and again while its deployment fails because the region has no room. The group that failed is for
 * the next try to delete.
 *
 * @param attempt Gets true the first time.
 * @throws What the last attempt threw; where there was no room, with other regions and sizes.
 */
export async function whereThereIsRoom<T>(
  { groupName, group }: Pick<ServicePlan, 'groupName' | 'group'>,
  tools: RetryTools,
  attempt: (isFirst: boolean) => Promise<T>,
): Promise<T> {
  let isFirst = true;
  try {
    return await withRetry(
      { call: 'operation' },
      async () => {
        try {
          return await attempt(isFirst);
        } catch (caught) {
          isFirst = false;
          throw isWithoutRoom(caught) ? noRoom(groupName, caught) : caught;
        }
      },
      tools,
    );
  } catch (caught) {
    throw withRegions(caught instanceof AzureError ? caught.origin : caught, group);
  }
}

/** What a deployment threw; where there was no room, with other regions and sizes. */
export function withRegions(caught: unknown, group: ContainerGroup): unknown {
  if (!isWithoutRoom(caught)) return caught;
  const { service, findings } = caught;
  const remedy = capacityRemedy(group);
  return new DeploymentFailure(
    service,
    findings.map((finding, at) => (at === 0 ? { ...finding, remedy } : finding)),
  );
}

/** What to do where a region has no room for a group: a smaller size and other regions, by name. */
export function capacityRemedy({
  location = '',
  containers,
}: Pick<ContainerGroup, 'location' | 'containers'>): string {
  const regions = neighboursOf(location).slice(0, SUGGESTED);
  const size = smallerSize(containers[0]);
  const advice = [
    ...(size === undefined ? [] : [`ask for less, if the model fits (${size})`]),
    regions.length === 0
      ? 'deploy to another location'
      : `set location to another region (near: ${regions.join(', ')}; the address of the service changes)`,
    'run the workflow again later',
  ];
  return `There is no room in ${location || 'the region'} at the moment: ${advice.join(', or ')}.`;
}

/** Half of what the scoring container asks for; undefined at the least that a group may have, 1 core and 1 GB. */
function smallerSize(scoring: ContainerGroup['containers'][number] | undefined): string | undefined {
  const asked = scoring?.resources.requests;
  if (!asked) return undefined;
  const cpu = Math.min(asked.cpu, Math.max(1, Math.floor(asked.cpu / 2)));
  const memoryInGB = Math.min(asked.memoryInGB, Math.max(1, Math.ceil(asked.memoryInGB) / 2));
  if (cpu === asked.cpu && memoryInGB === asked.memoryInGB) return undefined;
  return `cpu ${cpu}, memoryInGB ${memoryInGB}`;
}

function isWithoutRoom(caught: unknown): caught is DeploymentFailure {
  return caught instanceof DeploymentFailure && caught.service.diagnoses[0]?.rule === CAPACITY;
}

function noRoom(groupName: string, cause: DeploymentFailure): AzureError {
  return new AzureError(
    {
      doing: `deploy the container group ${groupName}`,
      // The call itself was answered; it is the operation that failed.
      status: 200,
      code: INSUFFICIENT_CAPACITY,
      message: cause.message,
    },
    { cause },
  );
}
