import { formatImageReference } from '../image/reference.ts';
import type { Inputs } from '../inputs.ts';
import { TAGS } from '../service/tags.ts';
import type { ServiceRequest } from '../service/types.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import type { Resolved } from './resolve.ts';
import type { Tools } from './tools.ts';

/** Everything that the container group is planned from. */
export async function requestOf(
  inputs: Inputs,
  { deployment, auth, variables, tags }: Configuration,
  { location, workspace }: Target,
  { groupName, image, models, pull, live }: Resolved,
  tools: Tools,
): Promise<ServiceRequest> {
  return {
    name: inputs.name,
    groupName,
    location,
    ...(workspace && { workspace: workspace.id }),
    // Without an image the run ends after the checks; until then its name does not matter.
    image: image ? formatImageReference(image.reference) : '',
    ...(image?.baseImage !== undefined && { baseImage: image.baseImage }),
    models,
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
    provenance: await tools.origin(),
    // The salt of the live group: only with it does the same state give the same revision.
    salt: live?.tags?.[TAGS.salt] ?? tools.newSalt(),
  };
}
