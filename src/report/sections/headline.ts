import { formatElapsed } from '../../elapsed.ts';
import { prose } from '../markdown.ts';
import { smokeSentence } from './smoke.ts';
import { totalElapsed } from './timeline.ts';
import type { Result, RunFacts } from '../types.ts';

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

interface Headline {
  readonly icon: string;
  readonly what: string;
  readonly sentence?: string;
}

/** Headlines of runs that deployed nothing. */
const OTHER: Readonly<Partial<Record<Result, Headline>>> = {
  planned: { icon: '📋', what: 'plan', sentence: 'Dry run: nothing was written to Azure.' },
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

/** What became of the service, as a heading and the sentences below it. */
export function renderHeadline(facts: RunFacts): string {
  const { icon, what, sentence = sentences(facts) } = headlineOf(facts);
  return `## ${icon} ${nameOf(facts)}${what}\n\n${sentence}`;
}

/** One line of plain text without markup, for places that have no room for more. */
export function plainHeadline(facts: RunFacts): string {
  return facts.failures[0]?.message ?? sentences(facts);
}

function headlineOf(facts: RunFacts): Headline {
  const { result, failures, state, removed, wouldBe } = facts;
  if (failures.length > 0) return { icon: '❌', what: removed ? ': removal failed' : ': deployment failed' };
  const other = result && OTHER[result];
  if (!other)
    return { icon: '✅', what: ` is ${state === 'Healthy' ? 'healthy' : prose(state ?? 'deployed')}` };
  const { sentence } = other;
  const more = wouldBe === undefined ? '' : ` The container group would be ${wouldBe}.`;
  return { ...other, what: `: ${other.what}`, ...(sentence !== undefined && { sentence: sentence + more }) };
}

function nameOf({ service, removed, preview }: RunFacts): string {
  const name = prose(service) || (removed ? 'Previews and candidates' : 'The service');
  return preview ? `Preview ${name}` : name;
}

function sentences({ result, failures, phases, smoke }: RunFacts): string {
  const elapsed = formatElapsed(totalElapsed(phases));
  const done = result && result !== 'planned';
  const what = failures.length > 0 ? (done && FAILED[result]) || 'Failed' : done ? DONE[result] : 'Done';
  const end =
    phases.length === 0 ? `${what}.` : `${what} ${failures.length > 0 ? 'after' : 'in'} ${elapsed}.`;
  return [end, ...(smoke ? [smokeSentence(smoke)] : [])].join(' ');
}
