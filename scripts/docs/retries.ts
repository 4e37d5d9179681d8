import { formatElapsed } from '../../src/elapsed.ts';
import { ANYTHING_ELSE, RETRY_RULES, totalWait } from '../../src/azure/retry.ts';
import type { Call, RetryRule } from '../../src/azure/retry/types.ts';
import { table } from './tables.ts';

/** Calls as people name them. */
const CALLS: Readonly<Record<Call, string>> = {
  put: 'create or update the group',
  delete: 'delete the group',
  tag: 'tag the group',
  group: 'read the group, its region and quotas',
  operation: 'a deployment that Azure had taken',
  arm: 'other calls of Resource Manager',
  registry: 'the registry',
  upload: 'upload of a build context',
  blob: 'storage',
  'blob-body': 'a download under way',
  'sign-in': 'sign-in',
};

/** The table of retries as Markdown. */
export function renderRetries(rules: readonly RetryRule[] = RETRY_RULES): string {
  const head = ['error', 'where', 'class', 'further tries', 'why', 'what to do when it stays'];
  return table(head, [...rules, ANYTHING_ELSE].map(row));
}

function row(rule: RetryRule): string[] {
  const { calls, retryClass, why, remedy } = rule;
  return [
    errorOf(rule),
    calls.length === 0 ? 'anywhere' : calls.map((call) => CALLS[call]).join('; '),
    `\`${retryClass}\``,
    triesOf(rule),
    why,
    remedy ?? 'what the error says',
  ];
}

function errorOf({ codes, text, only }: RetryRule): string {
  const names = codes.length === 0 ? 'anything else' : codes.map((code) => `\`${code}\``).join(', ');
  return [names, ...(text === undefined ? [] : [`with "${text}"`]), ...(only ? [only.text] : [])].join(', ');
}

/** "3: after 30 s, 1 m 0 s, 2 m 0 s (3 m 30 s in all)". */
function triesOf(rule: RetryRule): string {
  const { waits, retries } = rule;
  if (retries === 0) return 'none';
  const [first = 0] = waits;
  const after =
    waits.length === 1 ? `every ${formatElapsed(first)}` : `after ${waits.map(formatElapsed).join(', ')}`;
  const more = waits.length > 1 && retries > waits.length ? ', and so on' : '';
  if (totalWait(rule) === 0) return `${retries}, at once`;
  return `${retries}: ${after}${more} (${formatElapsed(totalWait(rule))} in all)`;
}
