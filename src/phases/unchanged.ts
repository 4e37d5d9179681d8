import { formatImageReference } from '../image/reference.ts';
import type { RunFacts } from '../report/types.ts';
import { endpointOf } from '../service/endpoint.ts';
import type { Endpoint, ServicePlan } from '../service/types.ts';
import type { Target } from './connect.ts';
import type { Planned } from './plan.ts';
import type { Tools } from './tools.ts';

/** Leaves the service as it is: nothing is written. Returns where it answers. */
export function leaveUnchanged(
  { plan, image, live }: Planned,
  { groups, resourceGroup }: Target,
  tools: Tools,
  facts: RunFacts,
): { readonly plan: ServicePlan; readonly endpoint: Endpoint } {
  const endpoint = endpointOf(live, plan.scoringPath);
  if (!endpoint) throw new Error('The service was found unchanged without an address.');
  facts.result = 'unchanged';
  facts.state = 'Healthy';
  facts.endpoint = endpoint;
  facts.image = formatImageReference(image.reference);
  facts.portalUrl = groups.portalUrl(plan.groupName);
  facts.containerGroup = `${resourceGroup.id}/providers/Microsoft.ContainerInstance/containerGroups/${plan.groupName}`;
  tools.log.info(
    `Unchanged: ${plan.groupName} runs revision ${plan.revision} as it should, and answers. Nothing is written: ${endpoint.scoringUri}`,
  );
  return { plan, endpoint };
}
