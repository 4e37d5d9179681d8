import type { Finding } from '../../findings.ts';
import { notice, warning } from '../../findings.ts';
import { causeSentence } from '../../diagnosis/diagnose.ts';
import { trimmed } from '../../diagnosis/evidence.ts';
import {
  endText,
  eventLines,
  modelsText,
  stateText,
  statusLine,
  uptimeText,
} from '../../report/look/status-texts.ts';
import type { ContainerLog, LookedCandidate, Looked, RunFacts } from '../../report/types.ts';
import type { Inspection } from '../../service/wait/inspection.ts';
import { formatTime } from '../../report/times.ts';
import { logText } from '../prepare/show-plan.ts';
import type { Tools } from '../tools.ts';

/** Says how a service is: its state and where it comes from, its containers, events and logs. */
export async function tellStatus(
  { service, at = 0, logs = [] }: Looked,
  { endpoint, keysEnabled }: RunFacts,
  { log }: Tools,
): Promise<void> {
  if (!service) return;
  const { deployed, containers, events } = service;
  const lines = [
    `${service.service} is ${statusLine(service, endpoint)}`,
    ['Up for', uptimeText(service, at)],
    ['Revision', deployed.revision],
    ['Models', modelsText(deployed)],
    ['Commit', deployed.commit],
    ['Repository', deployed.repository],
    ['Deployed by', deployed.runUrl],
    ['Image', deployed.image],
    ['Key', keysEnabled === undefined ? undefined : keysEnabled ? 'needed' : 'not needed'],
    ...containers.map((container) => [`Container ${container.name}`, containerText(container)]),
  ];
  for (const line of lines) {
    if (typeof line === 'string') log.info(line);
    else if (line[1]) log.info(line.join(': '));
  }
  const shown = eventLines(events);
  if (shown.length > 0) await logText(log, 'Last events', shown.join('\n'));
  await tellLogs(logs, { log });
}

/** Shows logs as folded groups. */
export async function tellLogs(logs: readonly ContainerLog[], { log }: Pick<Tools, 'log'>): Promise<void> {
  for (const { container, text, why } of logs) {
    if (why !== undefined) log.info(`No log of ${container}: ${why}`);
    else await logText(log, `Log of ${container}`, text);
  }
}

function containerText(container: Inspection['containers'][number]): string {
  const { since, restarts } = container;
  const end = endText(container);
  return [
    `${stateText(container)}${since === undefined ? '' : ` since ${formatTime(since)}`}`,
    `restarts: ${restarts}`,
    ...(end === undefined ? [] : [`last end: ${end}`]),
  ].join(', ');
}

/** What is wrong with a service, and what to do; nothing for a healthy one. Coming up is not wrong. */
export function stateFinding(
  { service, state, what, diagnoses }: Inspection,
  portalUrl: string,
): readonly Finding[] {
  if (state === 'Healthy') return [];
  const [first] = diagnoses;
  const cause = first ? ` ${causeSentence(first)}` : '';
  const message = `The service ${service} is ${state.toLowerCase()}: ${what ?? ''}.${cause}`;
  const isComingUp = state === 'Transitioning' && !first;
  const remedy = first?.remedy ?? (isComingUp ? 'Look again in a few minutes.' : OTHERWISE);
  const evidence = trimmed(diagnoses.flatMap((diagnosis) => diagnosis.evidence));
  const details = { remedy, azure: { portalUrl }, ...(evidence.length > 0 && { evidence }) };
  return [isComingUp ? notice(message, details) : warning(message, details)];
}

const OTHERWISE =
  'Read its events and logs below. A run of the Action with mode: deploy puts a service right that does not run or answer.';

/** What a candidate means for its service. */
export function candidateFinding(
  { inspection, serves, run, endpoint }: LookedCandidate,
  service: Inspection | undefined,
): readonly Finding[] {
  const { groupName, state, deployed } = inspection;
  const where = endpoint ? ` at ${endpoint.scoringUri}` : '';
  const gone = service ? '' : " The service's own container group is gone.";
  if (serves || !service)
    return [
      warning(
        `${serves ? 'A candidate serves since a rollback failed' : 'A candidate is left'}: ${groupName} is ${state.toLowerCase()}${where}, with revision ${deployed.revision}.${gone}`,
        {
          remedy:
            'Run the workflow that deploys the service: it puts the service right and removes the candidate.',
        },
      ),
    ];
  return [
    notice(`There is a candidate of the service: ${groupName}, of the run ${run ?? 'that nobody knows'}.`, {
      remedy: 'If that run is over, the next deployment or mode: prune removes it.',
    }),
  ];
}
