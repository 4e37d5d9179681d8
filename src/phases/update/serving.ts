import type { ContainerGroup } from '@azure/arm-containerinstance';
import { endpointOf } from '../../service/wait/endpoint.ts';
import { TAGS } from '../../service/tags.ts';
import type { Endpoint, ServiceState } from '../../service/types.ts';
import { answers } from './answers.ts';
import type { Job } from '../job.ts';

/** A group that serves, as the outputs and the summary show it. */
export interface Serving {
  readonly groupName: string;
  readonly revision: string;
  /** Undefined when it was not looked at. */
  readonly state?: ServiceState;
  readonly endpoint?: Endpoint | undefined;
  readonly image?: string | undefined;
}

/** From now on outputs and summary point to this group. */
export function pointTo(
  {
    facts,
    target,
  }: Pick<Job, 'facts'> & { readonly target: Pick<Job['target'], 'groups' | 'resourceGroup'> },
  serving: Serving,
): void {
  const { groupName, revision, state, endpoint, image } = serving;
  facts.containerGroup = containerGroupId(target.resourceGroup.id, groupName);
  facts.portalUrl = target.groups.portalUrl(groupName);
  facts.revision = revision;
  if (state) facts.state = state;
  if (endpoint) facts.endpoint = endpoint;
  else delete facts.endpoint;
  if (image !== undefined) facts.image = image;
}

/**
 * Looks whether a group that this run did not touch answers, and points the outputs to it.
 * Resolves to a sentence about it.
 */
export async function lookAtUntouched(
  job: Job,
  live: ContainerGroup,
  paths: { readonly healthPath: string; readonly scoringPath: string },
): Promise<string> {
  const revision = live.tags?.[TAGS.revision] ?? '';
  const endpoint = endpointOf(live, paths.scoringPath);
  const isUp = await answers({ healthPath: paths.healthPath, revision }, live, job.tools);
  pointTo(job, {
    groupName: live.name ?? '',
    revision,
    state: isUp ? 'Healthy' : 'Unhealthy',
    endpoint,
    image: live.tags?.[TAGS.image],
  });
  return isUp
    ? `It serves on as revision ${revision} at ${endpoint?.scoringUri ?? ''}.`
    : `It does not answer as revision ${revision}; that is not this run's doing.`;
}

/** ARM id of a container group. */
export function containerGroupId(resourceGroupId: string, groupName: string): string {
  return `${resourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/${groupName}`;
}
