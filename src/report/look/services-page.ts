import { failureSections, renderWarnings } from '../sections/failures.ts';
import { code, link, prose, table } from '../markdown.ts';
import { STATE_SIGNS } from './status-page.ts';
import { modelsText, restartsOf, uptimeText } from './status-texts.ts';
import type { LookedService, RunFacts } from '../types.ts';

/** Services that the table shows. */
const ROW_LIMIT = 200;

/** The job summary of a run that lists the services of a resource group. */
export function renderServices(facts: RunFacts, services: readonly LookedService[], now: number): string {
  const rows = services.slice(0, ROW_LIMIT).map((service) => row(service, now));
  const left = services.length - rows.length;
  const sections = [
    `## ${facts.failures.length > 0 ? '❌ Services: their status is not known' : `📋 ${count(services)}`}`,
    ...failureSections(facts),
    renderWarnings(facts),
    table(['Service', 'State', 'Scoring URI', 'Models', 'Up for', 'Restarts', 'Container group'], rows),
    ...(left > 0 ? [`… and ${left} more.`] : []),
  ];
  return `${sections.filter((part) => part !== '').join('\n\n')}\n`;
}

function count({ length }: readonly LookedService[]): string {
  return length === 1 ? '1 service' : `${length === 0 ? 'No' : length} services`;
}

function row(service: LookedService, now: number): string[] {
  const { inspection, endpoint, portalUrl } = service;
  const { state, what, deployed, groupName } = inspection;
  const models = modelsText(deployed);
  return [
    `${code(inspection.service)}${roleOf(service)}`,
    `${STATE_SIGNS[state]} ${state}${what === undefined ? '' : `: ${prose(what)}`}`,
    endpoint ? code(endpoint.scoringUri) : '',
    models && code(models),
    uptimeText(inspection, now) ?? '',
    `${restartsOf(inspection)}`,
    link(code(groupName), portalUrl),
  ];
}

function roleOf({ isCandidate, preview }: LookedService): string {
  const roles = [
    ...(preview === undefined ? [] : [`preview of ${code(preview)}`]),
    ...(isCandidate ? ['candidate'] : []),
  ];
  return roles.length === 0 ? '' : ` (${roles.join(', ')})`;
}
