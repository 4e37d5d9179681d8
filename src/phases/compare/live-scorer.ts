import type { ContainerGroup } from '@azure/arm-containerinstance';
import { resolveAuth } from '../../config/auth.ts';
import type { Auth } from '../../config/types.ts';
import type { LiveScorer, Scorer } from '../../predictions/run.ts';
import type { NotCompared } from '../../predictions/types.ts';
import type { Preview } from '../../preview/types.ts';
import { endpointOf } from '../../service/wait/endpoint.ts';
import { foreignReason } from '../../service/decide/owner.ts';
import { planPrevious } from '../../service/plan/previous.ts';
import { TAGS } from '../../service/tags.ts';
import type { Endpoint, ServicePlan } from '../../service/types.ts';
import { baseGroupNameOf } from '../group-name.ts';
import type { Job } from '../job.ts';

/** The service that a preview stands beside, found and reached as a run for it would. @throws AzureError */
export async function scorerBeside(
  preview: Preview,
  { configuration, inputs, target }: Job,
): Promise<LiveScorer | NotCompared> {
  const { groups, workspace, resourceGroup } = target;
  const { base } = preview;
  const groupName = baseGroupNameOf(preview, workspace?.id ?? resourceGroup.id);
  const live = await groups.get(groupName);
  if (!live) return { why: `there is no service ${base} yet (container group ${groupName})` };
  const foreign = foreignReason(live, { service: base });
  if (foreign !== undefined) return { why: `the container group ${groupName} ${foreign}` };
  // The preview's own keys are made from these.
  const { auth } = resolveAuth(configuration.deployment, inputs);
  const { scoringPath } = inputs;
  return liveScorer(live, planPrevious(live, { name: base, auth, variables: [], scoringPath }).plan);
}

/** A service of this run. */
export function scorerOf(auth: Auth, endpoint: Endpoint): Scorer {
  return { endpoint, ...(auth.enabled && { key: auth.primaryKey }) };
}

/**
 * How a living group is asked.
 *
 * @param plan From planPrevious(): what is known of the group, and the keys of this run.
 */
export function liveScorer(
  live: ContainerGroup,
  {
    auth,
    healthPath,
    revision,
    scoringPath,
  }: Pick<ServicePlan, 'auth' | 'healthPath' | 'revision' | 'scoringPath'>,
): LiveScorer | NotCompared {
  const endpoint = endpointOf(live, scoringPath);
  if (!endpoint || revision === '') return { why: 'the live service has no address or no revision' };
  if (live.tags?.[TAGS.auth] === 'key' && !auth.enabled)
    return {
      why: 'the live service wants a key, and this run has none',
      remedy: 'Pass primary-key: ${{ secrets.NAME }}.',
    };
  const keys = auth.enabled ? [auth.primaryKey, auth.secondaryKey].filter((key) => key !== undefined) : [];
  return { endpoint, revision, healthPath, keys };
}
