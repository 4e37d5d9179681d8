import type { ResolvedModel } from '../models/types.ts';
import { formatBytes } from '../bytes.ts';
import { formatElapsed } from '../elapsed.ts';
import { renderFailures, renderWarnings } from './failures.ts';
import { code, fence, link, prose, table } from './markdown.ts';
import { renderPredictions } from './predictions-section.ts';
import { renderRemovals } from './removal-section.ts';
import { renderSince } from './since.ts';
import { renderSmoke, smokeSentence } from './smoke-section.ts';
import { renderTimeline, totalElapsed } from './timeline.ts';
import type { Result, RunFacts } from './types.ts';
import { renderUsage } from './usage.ts';

/** Longest job summary of a step, in bytes of UTF-8. Source: actions/runner:src/Runner.Worker/FileCommandManager.cs */
const SUMMARY_LIMIT = 1024 * 1024;
const LEFT_OUT = '_The summary was too long for GitHub; the rest is in the log._';
/** Models that the table shows. */
const MODEL_LIMIT = 100;

const DONE: Readonly<Record<Result, string>> = {
  created: 'Created',
  updated: 'Updated',
  unchanged: 'Unchanged',
  'rolled-back': 'Rolled back',
  planned: 'Planned',
  checked: 'Checked',
  skipped: 'Skipped',
  deleted: 'Removed',
  absent: 'Nothing to remove',
  pruned: 'Pruned',
};

/** How a failed run has left the service. */
const FAILED: Readonly<Partial<Record<Result, string>>> = {
  created: 'Created, but failed',
  updated: 'Updated, but failed',
  unchanged: 'Failed with the service unchanged,',
  'rolled-back': 'Failed and rolled back',
};

/** Headlines of runs that deployed nothing. */
const OTHER: Readonly<
  Partial<Record<Result, { readonly icon: string; readonly what: string; readonly sentence?: string }>>
> = {
  checked: {
    icon: '🔎',
    what: 'checked',
    sentence: 'Nothing was deployed, because GitHub gives this run no secrets. What needs no Azure is right.',
  },
  skipped: {
    icon: '⏭️',
    what: 'nothing to do',
    sentence: 'Nothing was done, because GitHub gives this run no secrets.',
  },
  deleted: { icon: '🗑️', what: 'removed' },
  absent: { icon: '🗑️', what: 'nothing to remove' },
  pruned: { icon: '🧹', what: 'pruned' },
};

/**
 * The job summary in GitHub's Markdown. Every text that comes from outside is shown as it is and can be neither
 * markup nor a mention. At most 1 MiB: sections that do not fit are left out with a note.
 */
export function renderSummary(facts: RunFacts): string {
  const failed = facts.failures.length > 0;
  const sections = [
    headline(facts),
    renderFailures(facts.failures),
    renderPredictions(facts.predictions),
    renderRemovals(facts),
    serviceTable(facts),
    renderSmoke(facts.smoke),
    facts.endpoint && !failed
      ? renderUsage(facts.endpoint, facts.keysEnabled ?? false, facts.smoke?.sample)
      : '',
    modelTable(facts.models),
    renderSince(facts),
    changeList(facts),
    facts.plan === undefined ? '' : `### Plan\n\n${fence('json', facts.plan)}`,
    renderWarnings(facts.warnings),
    renderTimeline(facts.phases),
  ];
  return fit(sections.filter((section) => section !== ''));
}

function headline(facts: RunFacts): string {
  const { result, failures } = facts;
  const name = prose(facts.service) || (facts.removed ? 'Previews and candidates' : 'The service');
  if (failures.length > 0)
    return `## ❌ ${name}: ${facts.removed ? 'removal' : 'deployment'} failed\n\n${sentences(facts)}`;
  const other = result && OTHER[result];
  if (other) return `## ${other.icon} ${name}: ${other.what}\n\n${other.sentence ?? sentences(facts)}`;
  if (result === 'planned') return `## 📋 ${name}: plan\n\nDry run: nothing was written to Azure.`;
  return `## ✅ ${name} is ${facts.state === 'Healthy' ? 'healthy' : prose(facts.state ?? 'deployed')}\n\n${sentences(facts)}`;
}

/** What an update changed or would change, as a difference. */
function changeList({ changes = [], isWaiting = false }: RunFacts): string {
  const title = isWaiting ? 'Changes that wait' : 'Changes';
  return changes.length === 0 ? '' : `### ${title}\n\n${fence('diff', changes.join('\n'))}`;
}

function sentences({ result, failures, phases, smoke }: RunFacts): string {
  const elapsed = formatElapsed(totalElapsed(phases));
  const done = result && result !== 'planned';
  const what = failures.length > 0 ? (done && FAILED[result]) || 'Failed' : done ? DONE[result] : 'Done';
  const end =
    phases.length === 0 ? `${what}.` : `${what} ${failures.length > 0 ? 'after' : 'in'} ${elapsed}.`;
  return [end, ...(smoke ? [smokeSentence(smoke)] : [])].join(' ');
}

function serviceTable(facts: RunFacts): string {
  const { endpoint } = facts;
  const keys =
    facts.keysEnabled === undefined
      ? undefined
      : facts.keysEnabled
        ? 'needed'
        : '**not needed: anybody can call the service**';
  const rows = [
    ['Scoring URI', endpoint && code(endpoint.scoringUri)],
    ['Swagger', endpoint && code(endpoint.swaggerUri)],
    ['State', facts.state],
    ['Key', keys],
    ['Image', facts.image && code(facts.image)],
    ['Revision', facts.revision && code(facts.revision)],
    ['Container group', groupCell(facts)],
  ].flatMap(([label, value]) => (label && value ? [[label, value]] : []));
  return table(['Service', code(facts.service)], rows);
}

function groupCell({ containerGroup, portalUrl }: RunFacts): string | undefined {
  if (!containerGroup) return undefined;
  const name = code(containerGroup.split('/').at(-1) ?? containerGroup);
  return portalUrl ? link(name, portalUrl) : name;
}

function modelTable(models: readonly ResolvedModel[] = []): string {
  if (models.length === 0) return '';
  const rows = models
    .slice(0, MODEL_LIMIT)
    .map(({ name, version, bytes, files, source, origin }) => [
      code(name),
      code(version),
      formatBytes(bytes),
      `${files.length}`,
      `${source}: ${code(origin)}`,
    ]);
  const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
  const left = models.length - rows.length;
  return [
    '### Models',
    table(['Model', 'Version', 'Size', 'Files', 'From'], rows),
    ...(left > 0 ? [`… and ${left} more.`] : []),
    ...(models.length > 1 ? [`Together ${formatBytes(bytes)} in ${models.length} models.`] : []),
  ].join('\n\n');
}

/** Joins the sections that fit. The first always does: every piece of it has a limit of its own. */
function fit(sections: readonly string[]): string {
  let left = SUMMARY_LIMIT - Buffer.byteLength(LEFT_OUT) - 4;
  const fitting = sections.filter((section) => (left -= Buffer.byteLength(section) + 2) >= 0);
  return `${(fitting.length < sections.length ? [...fitting, LEFT_OUT] : fitting).join('\n\n')}\n`;
}
