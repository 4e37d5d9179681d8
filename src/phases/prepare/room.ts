import type { Capabilities, ContainerGroup, Usage } from '@azure/arm-containerinstance';
import type { Finding } from '../../findings.ts';
import { hasErrors } from '../../findings.ts';
import { checkCapacity, checkRegion } from '../../preflight/capacity.ts';
import { checkQuota } from '../../preflight/quota.ts';
import type { Decision } from '../../service/decide/decide.ts';
import type { Checks } from '../checks.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';

/** What is to be written. */
interface Written {
  readonly group: ContainerGroup;
  readonly live: ContainerGroup | undefined;
  readonly decision: Decision;
}

/** Asks what the region offers, and checks that the group fits, and with it the candidate where there will be one. */
export async function checkRoom(
  { deployment }: Configuration,
  { groups, location }: Target,
  written: Written,
  checks: Checks,
): Promise<readonly Finding[]> {
  const [capabilities, usages = []] = await Promise.all([
    checks.attempt(groups.capabilities(location)),
    checks.attempt(groups.usages(location)),
  ]);
  const place = deployment.at('containerResourceRequirements');
  return [
    ...(capabilities ? checkFit(location, capabilities, totals(written.group), place) : []),
    ...checkQuotas(location, written, usages),
  ];
}

function checkFit(
  location: string,
  capabilities: readonly Capabilities[],
  asked: Totals,
  place: Finding['place'],
): readonly Finding[] {
  return [
    ...checkRegion(location, capabilities),
    ...checkCapacity({ location, ...asked, ...(place && { place }) }, capabilities),
  ];
}

/** The quota for what is taken beyond what runs already. What only the candidate is too much for, in-place can do. */
function checkQuotas(
  location: string,
  { group, live, decision }: Written,
  usages: readonly Usage[],
): readonly Finding[] {
  const asked = totals(group).cpu;
  const isHere = live?.location?.replaceAll(' ', '').toLowerCase() === location;
  const more = asked - (live && isHere ? totals(live).cpu : 0);
  const alone = checkQuota({ location, cores: more, groups: isHere ? 0 : 1 }, usages);
  if (hasErrors(alone) || !('candidate' in decision) || !decision.candidate) return alone;
  // The candidate is there before the live group changes, and until it has changed.
  const cores = asked + Math.max(0, more);
  return checkQuota({ location, cores, groups: 1, candidate: true }, usages);
}

interface Totals {
  readonly cpu: number;
  readonly memoryInGB: number;
}

function totals({ containers }: ContainerGroup): Totals {
  const sum = (pick: keyof Totals): number =>
    // Cents of a core and tenths of a GB: what binary fractions add is rounded off.
    Math.round(containers.reduce((total, container) => total + container.resources.requests[pick], 0) * 100) /
    100;
  return { cpu: sum('cpu'), memoryInGB: sum('memoryInGB') };
}
