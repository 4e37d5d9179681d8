import type { ContainerStatus, Inspection } from '../../service/wait/inspection.ts';
import type { ServiceState } from '../../service/types.ts';
import { failureSections, findingSections } from '../sections/failures.ts';
import { code, details, fence, link, prose, table } from '../markdown.ts';
import { shortCommit } from '../places.ts';
import { commitUrl } from '../repository-links.ts';
import { groupCell, keyCell, serviceTable } from '../sections/service.ts';
import { endText, eventLines, modelsText, restartsOf, stateText, uptimeText } from './status-texts.ts';
import { formatTime } from '../times.ts';
import type { ContainerLog, Looked, LookedCandidate, RunFacts } from '../types.ts';

/** A sign for each state, in headlines and tables. */
export const STATE_SIGNS: Readonly<Record<ServiceState, string>> = {
  Healthy: '✅',
  Transitioning: '⏳',
  Unhealthy: '❌',
  Unschedulable: '❌',
  Failed: '❌',
};

/** The job summary of a run that tells how a service is. */
export function renderStatus(facts: RunFacts, looked: Looked): string {
  const { service, candidate } = looked;
  const sections = [
    headline(facts, looked),
    ...failureSections(facts),
    ...findingSections('What to look at', facts.warnings, facts.origin),
    service ? about(facts, service) : '',
    service ? containerTable(service.containers) : '',
    candidate ? candidateTable(candidate) : '',
    service ? folded('Last events', eventLines(service.events)) : '',
    ...(looked.logs ?? []).map(foldedLog),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function headline({ service: name, state, failures }: RunFacts, looked: Looked): string {
  const title = prose(name) || 'The service';
  if (failures.length > 0 || !state) return `## ❌ ${title}: its status is not known`;
  const { service, at = 0 } = looked;
  const up = service && uptimeText(service, at);
  const sentences = [
    ...(service?.what === undefined ? [] : [`It is not healthy: ${prose(service.what)}.`]),
    ...(up === undefined ? [] : [`Up for ${up}.`]),
    ...(service ? [restartSentence(restartsOf(service))] : []),
  ];
  return [`## ${STATE_SIGNS[state]} ${title} is ${state.toLowerCase()}`, sentences.join(' ')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function restartSentence(count: number): string {
  if (count === 0) return 'No container was restarted.';
  return count === 1 ? '1 restart.' : `${count} restarts.`;
}

function about(facts: RunFacts, { deployed }: Inspection): string {
  const { endpoint } = facts;
  const { revision, image, runUrl } = deployed;
  const models = modelsText(deployed);
  return serviceTable(facts, [
    ['Scoring URI', endpoint && code(endpoint.scoringUri)],
    ['Swagger', endpoint && code(endpoint.swaggerUri)],
    ['State', facts.state],
    ['Key', keyCell(facts)],
    ['Models', models && code(models)],
    ['Revision', revision && code(revision)],
    ['Commit', commitCell(deployed)],
    ['Deployed by', runUrl && link(code(runUrl), runUrl)],
    ['Image', image && code(image)],
    ['Container group', groupCell(facts)],
  ]);
}

function commitCell(deployed: Inspection['deployed']): string | undefined {
  const { commit, repository } = deployed;
  if (commit === undefined) return undefined;
  const cell = link(code(shortCommit(commit)), commitUrl(deployed) ?? '');
  return repository === undefined ? cell : `${cell} of ${code(repository)}`;
}

function containerTable(containers: readonly ContainerStatus[]): string {
  const rows = containers.map((container) => [
    code(container.name),
    prose(stateText(container)),
    container.since === undefined ? '' : formatTime(container.since),
    `${container.restarts}`,
    endText(container) ?? '',
  ]);
  return table(['Container', 'State', 'Since', 'Restarts', 'Last end'], rows);
}

function candidateTable({ inspection, serves, run, endpoint }: LookedCandidate): string {
  const { groupName, state, deployed } = inspection;
  const rows = [
    [
      'What it is',
      serves ? 'serves since a rollback failed' : 'of a run that goes on, or left behind by one',
    ],
    ['State', state],
    ['Scoring URI', endpoint ? code(endpoint.scoringUri) : ''],
    ['Revision', deployed.revision && code(deployed.revision)],
    ['Run', run === undefined ? '' : link(code(run), run)],
  ].filter(([, value]) => value !== '');
  return table(
    ['Candidate', code(groupName)],
    rows.map((row) => row.map(String)),
  );
}

function folded(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : details(title, fence('text', lines.join('\n')));
}

function foldedLog({ container, text, why }: ContainerLog): string {
  const named = `Log of ${code(container)}`;
  if (why !== undefined) return `${named}: none, because ${prose(why)}.`;
  return `${named}:\n\n${folded('Last lines', text.split('\n'))}`;
}
