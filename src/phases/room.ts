import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Finding } from '../findings.ts';
import { checkCapacity, checkRegion } from '../preflight/capacity.ts';
import { checkQuota } from '../preflight/quota.ts';
import type { Decision } from '../service/decide.ts';
import type { Checks } from './checks.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';

/** What has to find room. */
export interface RoomRequest {
  readonly group: ContainerGroup;
  /** The container group as it is now. */
  readonly live: ContainerGroup | undefined;
  readonly decision: Decision;
}

/** Asks the region what it offers and how much of the quotas is used, and checks the group against it. */
export async function checkRoom(
  { deployment }: Configuration,
  { groups, location }: Target,
  request: RoomRequest,
  checks: Checks,
): Promise<readonly Finding[]> {
  const [capabilities, usages = []] = await Promise.all([
    checks.attempt(groups.capabilities(location)),
    checks.attempt(groups.usages(location)),
  ]);
  const asked = totals(request.group);
  const place = deployment.at('containerResourceRequirements');
  return [
    ...(capabilities ? checkRegion(location, capabilities) : []),
    ...(capabilities ? checkCapacity({ location, ...asked, place }, capabilities) : []),
    ...checkQuota({ location, ...onTop(request, asked.cpu) }, usages),
  ];
}

/** What comes on top of what runs already. A candidate runs beside the living group. */
function onTop(
  { live, decision }: RoomRequest,
  cores: number,
): { cores: number; groups: 0 | 1; candidate: boolean } {
  const candidate = 'candidate' in decision && decision.candidate;
  if (candidate || !live) return { cores, groups: 1, candidate };
  return { cores: cores - totals(live).cpu, groups: 0, candidate };
}

function totals({ containers }: ContainerGroup): { cpu: number; memoryInGB: number } {
  const sum = (pick: 'cpu' | 'memoryInGB'): number =>
    // Cents of a core and tenths of a GB: what binary fractions add is rounded off.
    Math.round(containers.reduce((total, container) => total + container.resources.requests[pick], 0) * 100) /
    100;
  return { cpu: sum('cpu'), memoryInGB: sum('memoryInGB') };
}
