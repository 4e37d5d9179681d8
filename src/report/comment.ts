import { formatElapsed } from '../elapsed.ts';
import type { SmokeResult } from '../smoke/types.ts';
import { failureSections, warningList } from './sections/failures.ts';
import type { Room } from './fit.ts';
import { fit } from './fit.ts';
import { renderHeadline } from './sections/headline.ts';
import { code, details, fence, link } from './markdown.ts';
import { modelsCell } from './sections/models.ts';
import { commitLink } from './places.ts';
import { renderPredictions } from './sections/predictions.ts';
import { renderRemovals } from './sections/removals.ts';
import { imageSize, keptUntil, keyCell, serviceTable } from './sections/service.ts';
import { renderSince } from './sections/since.ts';
import { smokeText } from './sections/smoke.ts';
import type { Origin, RunFacts } from './types.ts';
import { renderUsage } from './sections/usage.ts';

const ROOM: Room = {
  /** Longest comment, in characters: GitHub refuses more with "Body is too long (maximum is 65536 characters)". */
  limit: 65_536,
  lengthOf: (text) => text.length,
  note: '_The comment was too long for GitHub; the rest is in the job summary._',
};
/** A comment is for reading: the job summary and the log have more. */
const FAILURE_ROOM = { listed: 10, evidence: 10_000 };
/** Characters of the difference and of the plan. */
const FENCE_ROOM = 10_000;

/**
 * The beginning of a service's comment on a pull request, by which the next run finds it; it is not shown. Services of
 * one name may be deployed into several resource groups.
 */
export function commentMarker(service: string, resourceGroup: string): string {
  const [name, place] = [service, resourceGroup].map((text) => encodeURIComponent(text.toWellFormed()));
  return `<!-- aci-model-deploy ${name}@${place} -->`;
}

/**
 * What a reviewer wants to know, the most important first, in GitHub's Markdown. Every text that comes from outside is
 * shown as it is. Sections that do not fit into a comment are left out with a note.
 *
 * @param marker From commentMarker().
 */
export function renderComment(facts: RunFacts, marker: string): string {
  const foot = renderFoot(facts.origin);
  const body = fit(
    [
      `${marker}\n${renderHeadline(facts)}`,
      ...failureSections(facts, FAILURE_ROOM),
      renderPredictions(facts.predictions),
      renderTable(facts),
      renderRemovals(facts),
      // A preview's last deployment was of an older commit of the same pull request.
      facts.preview ? '' : renderSince(facts),
      foldedChanges(facts),
      folded('Plan of the container group', facts.plan, 'yaml'),
      foldedSmoke(facts.smoke),
      renderUsage(facts),
      foldedWarnings(facts),
    ],
    { ...ROOM, limit: ROOM.limit - foot.length - 1 },
  );
  return `${body}\n${foot}`;
}

function renderTable(facts: RunFacts): string {
  const { endpoint, failures } = facts;
  return serviceTable(facts, [
    ['Scoring URI', endpoint && code(endpoint.scoringUri)],
    // After a failure others may be served.
    [failures.length > 0 ? 'Wanted models' : 'Models', modelsCell(facts)],
    ['Image size', imageSize(facts)],
    ['Key', keyCell(facts)],
    ['Kept until', keptUntil(facts)],
  ]);
}

function foldedChanges({ changes = [], isWaiting = false, preview }: RunFacts): string {
  const what = isWaiting ? 'Changes that wait' : preview ? 'Changes since the last preview' : 'Changes';
  return folded(`${what}: ${changes.length}`, changes.join('\n'), 'diff');
}

function folded(title: string, text: string | undefined, language: string): string {
  return text ? details(title, fence(language, text, FENCE_ROOM)) : '';
}

function foldedSmoke(smoke: SmokeResult | undefined): string {
  return smoke ? details(`Smoke test: ${smokeTitle(smoke)}`, smokeText(smoke)) : '';
}

function smokeTitle({ scored, requests }: SmokeResult): string {
  if (!scored) return 'nothing was scored';
  const sent = requests.filter((request) => !request.probe);
  const passed = sent.filter((request) => request.passed);
  const slowest = Math.max(...sent.map(({ latencyMs }) => latencyMs));
  const icon = passed.length === sent.length ? '✅' : '❌';
  return `${icon} ${passed.length} of ${sent.length} passed, the slowest in ${formatElapsed(slowest)}`;
}

function foldedWarnings(facts: RunFacts): string {
  const warnings = warningList(facts, FAILURE_ROOM);
  return warnings && details('Warnings', warnings);
}

function renderFoot(origin: Origin = {}): string {
  const { runUrl } = origin;
  const commit = commitLink(origin);
  const run = runUrl === undefined ? 'a run' : link('this run', runUrl);
  return `<sub>Written by ${run}${commit && ` for ${commit}`}; the next run brings it up to date.</sub>\n`;
}
