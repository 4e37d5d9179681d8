import type { ContainerGroup } from '@azure/arm-containerinstance';
import { notice, warning } from '../../findings.ts';
import type { Finding } from '../../findings.ts';
import type { RunFacts } from '../../report/types.ts';
import { describeDifference } from '../../service/decide/compare.ts';
import type { Unchanged, Update } from '../../service/decide/decide.ts';
import type { ServicePlan } from '../../service/types.ts';
import type { Planned } from './plan.ts';
import { logText } from './show-plan.ts';
import type { Tools } from '../tools.ts';

/** Tells what will be done to an existing service and why, or what waits, before anything is written. */
export async function tellDecision(
  { decision, live, plan }: Planned,
  tools: Tools,
  facts: RunFacts,
): Promise<void> {
  if (decision.kind === 'create') return;
  if (decision.kind === 'unchanged') return tellWaiting(decision, plan, tools, facts);
  const { log } = tools;
  const { reasons, differences } = decision;
  log.info(`The container group ${plan.groupName} is to be written: ${reasons.join('; ')}.`);
  facts.reasons = reasons;
  await tellChanges(`Changes of ${plan.groupName}`, differences, tools, facts);
  if (decision.kind === 'replace') log.report(replacement(decision, live, plan));
}

async function tellWaiting(
  { waiting }: Unchanged,
  { groupName }: ServicePlan,
  tools: Tools,
  facts: RunFacts,
): Promise<void> {
  if (!waiting) return;
  facts.isWaiting = true;
  await tellChanges(`Waiting changes of ${groupName}`, waiting.differences, tools, facts);
  tools.log.report(
    notice(
      `The container group ${groupName} runs and answers, so it is left as it is, because redeploy is if-unhealthy. What waits: ${waiting.reasons.join('; ')}.`,
      { input: 'redeploy', remedy: 'To deploy it, run the workflow with `redeploy: if-changed`.' },
    ),
  );
}

async function tellChanges(
  title: string,
  differences: Update['differences'],
  { log }: Tools,
  facts: RunFacts,
): Promise<void> {
  if (differences.length === 0) return;
  facts.changes = differences.map(describeDifference);
  await logText(log, title, facts.changes.join('\n'));
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
