import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { InferenceConfig } from '../config/types.ts';
import type { Finding } from '../findings.ts';
import { formatImageReference } from '../image/reference.ts';
import type { Inputs } from '../inputs.ts';
import { checkCapacity, checkRegion } from '../preflight/capacity.ts';
import { checkModels } from '../preflight/models.ts';
import { checkQuota } from '../preflight/quota.ts';
import type { RunFacts } from '../report/types.ts';
import { checkUpdate } from '../service/deploy.ts';
import { planService } from '../service/plan.ts';
import { TAGS } from '../service/tags.ts';
import type { ServicePlan, ServiceRequest } from '../service/types.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import type { PlannedImage } from './image.ts';
import type { Resolved } from './resolve.ts';
import type { Tools } from './tools.ts';

/** The plan as far as it is known before the image is built, and what it was made of. */
export interface Planned {
  readonly request: ServiceRequest;
  readonly plan: ServicePlan;
  readonly image: PlannedImage;
  /** What the image is made of; absent when it is a prebuilt one. */
  readonly inference?: InferenceConfig;
  /** The container group as it is now. */
  readonly live?: ContainerGroup;
}

/**
 * Plans the container group and checks the plan against what there is: the last step before anything is written.
 * @throws ActionError with all findings.
 */
export async function plan(
  inputs: Inputs,
  configuration: Configuration,
  target: Target,
  resolved: Resolved,
  tools: Tools,
  facts: RunFacts,
): Promise<Planned> {
  const { checks, image, live } = resolved;
  const request = requestOf(inputs, configuration, target, resolved, tools, await tools.origin());
  const planned = checks.take(planService(request));
  checks.add(checkModels(resolved.models, request.memoryInGB));
  checks.add(checkRoom(configuration, planned.group, resolved));
  if (live) checks.add(checkUpdate(live, planned));
  checks.settle();
  if (!image) throw new Error('The image was neither planned nor reported.');
  facts.revision = planned.revision;
  facts.keysEnabled = planned.auth.enabled;
  const { inference } = configuration;
  return { request, plan: planned, image, ...(inference && { inference }), ...(live && { live }) };
}

function requestOf(
  inputs: Inputs,
  { deployment, auth, variables, tags }: Configuration,
  { location, workspace }: Target,
  { groupName, image, pull, live }: Resolved,
  tools: Tools,
  provenance: ServiceRequest['provenance'],
): ServiceRequest {
  return {
    name: inputs.name,
    groupName,
    location,
    ...(workspace && { workspace: workspace.id }),
    // Without an image the run ends after the checks; until then its name does not matter.
    image: image ? formatImageReference(image.reference) : '',
    ...(pull && { pull }),
    cpu: deployment.cpu,
    memoryInGB: deployment.memoryInGB,
    port: inputs.port,
    healthPath: inputs.healthPath,
    scoringPath: inputs.scoringPath,
    scoringTimeoutMs: inputs.scoringTimeoutMs,
    variables,
    auth,
    ...(deployment.dnsNameLabel !== undefined && { dnsNameLabel: deployment.dnsNameLabel }),
    tags,
    provenance,
    // The salt of the live group: only with it does the same state give the same revision.
    salt: live?.tags?.[TAGS.salt] ?? tools.newSalt(),
  };
}

/** Region and quota, for what the whole group takes beyond what runs already. */
function checkRoom(
  { deployment }: Configuration,
  group: ContainerGroup,
  resolved: Resolved,
): readonly Finding[] {
  const { capabilities, usages = [], live } = resolved;
  const { location = '' } = group;
  const asked = totals(group);
  const held = live ? totals(live) : { cpu: 0, memoryInGB: 0 };
  const place = deployment.at('containerResourceRequirements');
  return [
    ...(capabilities ? checkRegion(location, capabilities) : []),
    ...(capabilities ? checkCapacity({ location, ...asked, place }, capabilities) : []),
    ...checkQuota({ location, cores: asked.cpu - held.cpu, groups: live ? 0 : 1 }, usages),
  ];
}

function totals({ containers }: ContainerGroup): { cpu: number; memoryInGB: number } {
  const sum = (pick: 'cpu' | 'memoryInGB'): number =>
    // Cents of a core and tenths of a GB: what binary fractions add is rounded off.
    Math.round(containers.reduce((total, container) => total + container.resources.requests[pick], 0) * 100) /
    100;
  return { cpu: sum('cpu'), memoryInGB: sum('memoryInGB') };
}
