import { formatImageReference } from '../../image/reference.ts';
import { previewTag } from '../../preview/types.ts';
import { TAGS } from '../../service/tags.ts';
import type { ServiceRequest } from '../../service/types.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import type { Run } from '../job.ts';
import type { Resolved } from './resolve.ts';

/** Everything that the container group is planned from. */
export function requestOf(
  { inputs, preview, tools, facts }: Run,
  { deployment, auth, variables, tags }: Configuration,
  { location, workspace }: Target,
  { groupName, image, models, pull, live }: Resolved,
): ServiceRequest {
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
    // The label of the config is the live service's.
    ...(deployment.dnsNameLabel !== undefined && !preview && { dnsNameLabel: deployment.dnsNameLabel }),
    tags,
    ...(preview && {
      preview: { of: previewTag(preview), expires: tools.clock.now() + inputs.previewTtlMs },
    }),
    provenance: facts.origin ?? {},
    // The salt of the live group: only with it does the same state give the same revision.
    salt: live?.tags?.[TAGS.salt] ?? tools.newSalt(),
  };
}
