import { candidateName } from './names.ts';
import { planService } from './plan.ts';
import { TAGS } from '../tags.ts';
import type { ServicePlan, ServiceRequest } from '../types.ts';

/**
 * Plans the candidate of a service: the same containers in a group of its own with a label of its own, tagged with
 * the service's group and the run, so that a later run knows whose it is. Pure.
 *
 * @param request With the image by its digest.
 * @param run What tells this run from others.
 */
export function planCandidate(request: ServiceRequest, run: string): ServicePlan {
  return planService({
    ...request,
    dnsNameLabel: undefined,
    groupName: candidateName(request.groupName),
    tags: { ...request.tags, [TAGS.candidateOf]: request.groupName, [TAGS.candidateRun]: run },
  });
}
