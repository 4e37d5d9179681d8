import type { ContainerGroup } from '@azure/arm-containerinstance';
import { warning } from '../findings.ts';
import type { Finding } from '../findings.ts';
import type { RunFacts } from '../report/types.ts';
import { describeDifference } from '../service/compare.ts';
import type { Update } from '../service/decide.ts';
import type { ServicePlan } from '../service/types.ts';
import type { Planned } from './plan.ts';
import { logText } from './show-plan.ts';
import type { Tools } from './tools.ts';

/** Tells what will be done to an existing service and why, before anything is written. */
export async function tellDecision(
  { decision, live, plan }: Planned,
  { log }: Tools,
  facts: RunFacts,
): Promise<void> {
  if (decision.kind === 'create' || decision.kind === 'unchanged') return;
  log.info(`The container group ${plan.groupName} is to be written: ${decision.reasons.join('; ')}.`);
  const changes = decision.differences.map(describeDifference);
  if (changes.length > 0) {
    facts.changes = changes;
    await logText(log, `Changes of ${plan.groupName}`, changes.join('\n'));
  }
  if (decision.kind === 'replace') log.report(replacement(decision, live, plan));
}

function replacement({ differences }: Update, live: ContainerGroup | undefined, plan: ServicePlan): Finding {
  const paths = differences.filter(({ replaces }) => replaces).map(({ path }) => path);
  const [label, wanted] = [live, plan.group].map((group) =>
    `${group?.ipAddress?.dnsNameLabel ?? ''} ${group?.location ?? ''}`.toLowerCase(),
  );
  const name = label === wanted ? 'its name stays' : 'so does its name';
  return warning(
    `Azure does not change ${paths.join(', ')} in place: the container group ${plan.groupName} is deleted and created again. Its IP address changes, ${name}, and the service is away until the new group answers.`,
    { remedy: 'Call the service by its name (output fqdn), not by its IP address.' },
  );
}
