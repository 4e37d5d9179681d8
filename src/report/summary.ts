import { failureSections, renderWarnings } from './sections/failures.ts';
import type { Room } from './fit.ts';
import { fit } from './fit.ts';
import { renderHeadline } from './sections/headline.ts';
import { fence } from './markdown.ts';
import { renderModels } from './sections/models.ts';
import { renderPredictions } from './sections/predictions.ts';
import { renderRemovals } from './sections/removals.ts';
import { renderService } from './sections/service.ts';
import { renderSince } from './sections/since.ts';
import { renderSmoke } from './sections/smoke.ts';
import { renderTimeline } from './sections/timeline.ts';
import type { RunFacts } from './types.ts';
import { renderUsage } from './sections/usage.ts';

const ROOM: Room = {
  /** Source: actions/runner:src/Runner.Worker/FileCommandManager.cs */
  limit: 1024 * 1024,
  lengthOf: (text) => Buffer.byteLength(text),
  note: '_The summary was too long for GitHub; the rest is in the log._',
};

/**
 * The job summary in GitHub's Markdown. Every text that comes from outside is shown as it is and can be neither
 * markup nor a mention. At most 1 MiB: sections that do not fit are left out with a note.
 */
export function renderSummary(facts: RunFacts): string {
  return fit(
    [
      renderHeadline(facts),
      ...failureSections(facts),
      renderPredictions(facts.predictions),
      renderRemovals(facts),
      renderService(facts),
      renderSmoke(facts.smoke),
      renderUsage(facts),
      renderModels(facts),
      renderSince(facts),
      changeList(facts),
      facts.plan === undefined ? '' : `### Plan\n\n${fence('yaml', facts.plan)}`,
      renderTimeline(facts.phases),
      renderWarnings(facts),
    ],
    ROOM,
  );
}

/** What an update changed or would change, as a difference. */
function changeList({ changes = [], isWaiting = false }: RunFacts): string {
  const title = isWaiting ? 'Changes that wait' : 'Changes';
  return changes.length === 0 ? '' : `### ${title}\n\n${fence('diff', changes.join('\n'))}`;
}
