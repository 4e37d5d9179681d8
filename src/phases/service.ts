import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Operation } from '../azure/operation.ts';
import type { Inputs } from '../inputs.ts';
import type { RunFacts } from '../report/types.ts';
import { deploy } from '../service/deploy.ts';
import { DeploymentFailure } from '../service/deployment-failure.ts';
import { planService } from '../service/plan.ts';
import type { Endpoint, ServicePlan } from '../service/types.ts';
import { waitForHealthy } from '../service/wait.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import type { Planned } from './plan.ts';
import type { Tools } from './tools.ts';

/** A deployment that Azure has taken. */
export interface Deployed {
  readonly plan: ServicePlan;
  readonly operation: Operation;
  /** The group as it was before. */
  readonly before?: ContainerGroup;
}

/** Creates the container group or updates it in place, with the image by its digest. @throws AzureError */
export async function deployService(
  { request, live }: Planned,
  image: string,
  { groups, resourceGroup }: Target,
  tools: Tools,
  facts: RunFacts,
): Promise<Deployed> {
  const plan = planService({ ...request, image });
  facts.revision = plan.revision;
  facts.portalUrl = groups.portalUrl(plan.groupName);
  tools.log.info(
    `${live ? 'Updating' : 'Creating'} the container group ${plan.groupName} in ${request.location}: ${facts.portalUrl}`,
  );
  const { result, operation } = await deploy({ groups, plan, live, clock: tools.clock, log: tools.log });
  facts.result = result;
  facts.state = 'Transitioning';
  facts.containerGroup = `${resourceGroup.id}/providers/Microsoft.ContainerInstance/containerGroups/${plan.groupName}`;
  return { plan, operation, ...(live && { before: live }) };
}

/** Waits until the service is healthy, and keeps what is known of it either way. @throws DeploymentFailure */
export async function awaitHealthy(
  inputs: Inputs,
  { repository }: Configuration,
  deployed: Deployed,
  { groups }: Target,
  tools: Tools,
  facts: RunFacts,
): Promise<{ readonly plan: ServicePlan; readonly endpoint: Endpoint }> {
  const { plan, operation, before } = deployed;
  const { clock, log } = tools;
  try {
    const http = await tools.http();
    const healthy = await waitForHealthy({
      plan,
      groups,
      operation,
      before,
      http,
      clock,
      log,
      timeoutMs: inputs.waitTimeoutMs,
      repository,
    });
    facts.state = healthy.state;
    facts.endpoint = healthy.endpoint;
    log.info(`Healthy: ${healthy.endpoint.scoringUri}`);
    return { plan, endpoint: healthy.endpoint };
  } catch (caught) {
    if (!(caught instanceof DeploymentFailure)) throw caught;
    facts.state = caught.service.state;
    if (caught.service.endpoint) facts.endpoint = caught.service.endpoint;
    throw caught;
  }
}
