import type { ContainerGroup } from '@azure/arm-containerinstance';
import pLimit from 'p-limit';
import { statusLine } from '../../report/look/status-texts.ts';
import type { LookedService } from '../../report/types.ts';
import { endpointOf } from '../../service/wait/endpoint.ts';
import { MANAGED_BY, TAGS } from '../../service/tags.ts';
import type { Access } from '../access.ts';
import { isCandidate } from './find-service.ts';
import type { Run } from '../job.ts';
import type { Look } from './look.ts';
import { lookAt } from './look.ts';
import { containerGroupId } from '../update/serving.ts';

/** Groups that are looked at side by side. */
const AT_ONCE = 8;

/** Looks at everything that the Action has made in the resource group, and tells how it is, a line each. */
export async function listServices(
  all: readonly ContainerGroup[],
  { inputs, tools }: Run,
  azure: Access,
): Promise<readonly LookedService[]> {
  const own = all
    .filter(({ tags }) => tags?.[TAGS.managedBy] === MANAGED_BY)
    .sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
  const limit = pLimit(AT_ONCE);
  // A list of groups does not tell how they are.
  const looks = await Promise.all(
    own.map(({ name = '' }) => limit(() => lookAt(name, azure, { tools, withLogs: false }))),
  );
  const services = looks
    // One may have been deleted meanwhile.
    .filter((look) => look !== undefined)
    .map((look) => listed(look, azure, inputs.scoringPath));
  if (services.length === 0)
    tools.log.info(`No service of this Action is in the resource group ${azure.resourceGroup.name}.`);
  for (const { inspection, endpoint } of services)
    tools.log.info(`${inspection.groupName}: ${statusLine(inspection, endpoint)}`);
  return services;
}

function listed(
  { group, inspection }: Look,
  { resourceGroup, groups }: Access,
  scoringPath: string,
): LookedService {
  const { groupName, deployed } = inspection;
  const endpoint = endpointOf(group, deployed.scoringPath ?? scoringPath);
  const preview = group.tags?.[TAGS.preview];
  return {
    inspection,
    containerGroup: containerGroupId(resourceGroup.id, groupName),
    portalUrl: groups.portalUrl(groupName),
    ...(endpoint && { endpoint }),
    ...(preview !== undefined && { preview }),
    isCandidate: isCandidate(group),
  };
}

function keyOf({ name = '', tags }: ContainerGroup): string {
  return `${tags?.[TAGS.service] ?? ''} ${name}`;
}
