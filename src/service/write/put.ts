import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError, leavesOpen } from '../../azure/azure-error.ts';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import type { Operation } from '../../azure/container-instance/operation.ts';
import type { Place } from '../../azure/retry/types.ts';
import type { ServicePlan } from '../types.ts';

/** Names of Docker Hub in an image's reference. */
const DOCKER_HUB = /^(?:index\.|registry-1\.)?docker\.io$/;

/**
 * One try of a PUT, to be called again after a refusal. From the first try on whose end is not known, every refusal is
 * checked against the group itself: the write may have been taken although nobody said so, and a second one would
 * restart the containers again.
 */
export function putOnce(
  groups: ContainerGroups,
  plan: Pick<ServicePlan, 'groupName' | 'group'>,
): () => Promise<Operation> {
  const { groupName, group } = plan;
  let isOpen = false;
  return async () => {
    try {
      return await groups.startPut(groupName, group);
    } catch (caught) {
      if (!(caught instanceof AzureError)) throw caught;
      isOpen ||= leavesOpen(caught);
      if (isOpen && (await isTaken(groups, groupName, group))) return followed(groups, groupName);
      throw caught;
    }
  };
}

/** How the image is pulled, where that decides whether a refusal may pass. */
export function pullOf({ containers, imageRegistryCredentials = [] }: ContainerGroup): Place['pull'] {
  if (imageRegistryCredentials.some(({ identity }) => identity !== undefined)) return 'identity';
  return containers.some(({ image }) => isOnDockerHub(image)) ? 'docker-hub' : undefined;
}

function isOnDockerHub(image: string): boolean {
  const [host = '', ...path] = image.split('/');
  const isHost = path.length > 0 && /[.:]|^localhost$/.test(host);
  return !isHost || DOCKER_HUB.test(host);
}

/** True when the group has every tag of the plan, the run's own among them. */
async function isTaken(
  groups: ContainerGroups,
  name: string,
  { tags = {} }: ContainerGroup,
): Promise<boolean> {
  try {
    const found = (await groups.get(name))?.tags;
    return found !== undefined && Object.entries(tags).every(([tag, value]) => found[tag] === value);
  } catch (caught) {
    if (caught instanceof AzureError) return false;
    throw caught;
  }
}

/** A deployment whose operation was lost with the answer: the group itself tells how it goes. */
function followed(groups: ContainerGroups, name: string): Operation {
  return {
    poll: async () => ({ status: (await groups.get(name))?.provisioningState ?? 'Pending', events: [] }),
  };
}
