import type { Usage } from '@azure/arm-containerinstance';
import type { Finding } from '../findings.ts';
import { error, warning } from '../findings.ts';

/** What the deployment adds to the subscription's use of a region. */
export interface QuotaRequest {
  readonly location: string;
  /** Cores of the container group that are not in use yet: all of a new group, the difference for an update. */
  readonly cores: number;
  /** 1 for a new container group, 0 for an update. */
  readonly groups: 1 | 0;
  /** True when what is asked is a candidate beside the living group. */
  readonly candidate?: boolean;
}

/** How a quota is called in Azure and for people. Codes: Azure's ContainerGroupQuotaReached errors. */
const QUOTAS = [
  { code: 'StandardCores', unit: 'cores', input: 'cores' },
  { code: 'ContainerGroups', unit: 'container groups', input: 'groups' },
] as const;

/** An error for each quota of the region that the deployment would exceed. A quota that is not listed is not checked. */
export function checkQuota(asked: QuotaRequest, usages: readonly Usage[]): Finding[] {
  return QUOTAS.flatMap(({ code, unit, input }) => {
    const usage = usages.find(({ name }) => name?.value?.toLowerCase() === code.toLowerCase());
    const amount = asked[input];
    if (usage?.limit === undefined || usage.currentValue === undefined || amount <= 0) return [];
    return checkOne({
      code,
      unit,
      candidate: asked.candidate ?? false,
      location: asked.location,
      amount,
      limit: usage.limit,
      used: usage.currentValue,
    });
  });
}

interface Comparison {
  readonly code: string;
  readonly unit: string;
  readonly candidate: boolean;
  readonly location: string;
  readonly amount: number;
  readonly limit: number;
  readonly used: number;
}

/** Azure counts cores in whole numbers, and whether it rounds a part up is not documented: between the two it warns. */
function checkOne(comparison: Comparison): Finding[] {
  const { code, unit, candidate, location, amount, limit, used } = comparison;
  const quota = `The quota for ${unit} (${code}) in the region "${location}"`;
  const state = `${rounded(used)} of ${limit} are in use, and ${rounded(amount)} more are asked${candidate ? ' for the candidate' : ''}`;
  if (rounded(used + amount) > limit) {
    const message = `${quota} would be exceeded: ${state}.`;
    return [error(message, { input: 'location', remedy: remedy(comparison) })];
  }
  if (used + Math.ceil(rounded(amount)) <= limit) return [];
  return [
    warning(`${quota} is exceeded if Azure rounds up to whole cores: ${state}.`, {
      remedy: remedy(comparison),
    }),
  ];
}

function remedy({ limit, candidate }: Comparison): string {
  const raise = 'ask for a higher quota (https://aka.ms/azsupport)';
  if (candidate) {
    return `Set strategy to in-place, which needs no room beside the living service, or ${raise}.`;
  }
  return limit === 0
    ? `This subscription may not use the region at all: choose another with the input location, or ${raise}.`
    : `Delete container groups that are not needed, choose another region with the input location, or ${raise}.`;
}

/** Sums such as 1.1 + 0.2 without their binary tail. ACI counts hundredths of a core. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
