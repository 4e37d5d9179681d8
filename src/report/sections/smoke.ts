import type { SmokeRequestResult, SmokeResult } from '../../smoke/types.ts';
import { formatElapsed } from '../../elapsed.ts';
import { code, prose, table } from '../markdown.ts';

/** Requests that the table shows. */
const ROW_LIMIT = 100;

/** The smoke test: every request with its latency, and what was different. Empty when none was run. */
export function renderSmoke(smoke: SmokeResult | undefined): string {
  return smoke ? `### Smoke test\n\n${smokeText(smoke)}` : '';
}

/** The same without a heading. */
export function smokeText(smoke: SmokeResult): string {
  const rows = smoke.requests.slice(0, ROW_LIMIT).map(row);
  const left = smoke.requests.length - rows.length;
  return [
    ...(smoke.scored ? [] : [notScored()]),
    table(['Request', 'Result', 'Status', 'Latency'], rows),
    ...(left > 0 ? [`… and ${left} more requests.`] : []),
    ...remarks(smoke.requests),
  ].join('\n\n');
}

/** One sentence for the headline. */
export function smokeSentence({ scored, requests }: SmokeResult): string {
  if (!scored) return 'Nothing was scored: there is no smoke test.';
  const sent = requests.filter((request) => !request.probe);
  const passed = sent.filter((request) => request.passed).length;
  return `${passed} of ${sent.length} smoke ${sent.length === 1 ? 'request' : 'requests'} passed.`;
}

function notScored(): string {
  return (
    '**Nothing was scored.** The service only answered GET. Add a file `smoke-test.json` with a request ' +
    'to the repository, and every deployment proves that the model answers.'
  );
}

function row(result: SmokeRequestResult): string[] {
  return [
    result.probe ? prose(result.name) : code(result.name),
    result.passed ? '✅ passed' : '❌ failed',
    result.status === 0 ? 'no answer' : `${result.status}`,
    formatElapsed(result.latencyMs),
  ];
}

function remarks(requests: readonly SmokeRequestResult[]): string[] {
  const lines = requests.slice(0, ROW_LIMIT).flatMap(({ name, differences, notes }) => {
    const shown = [...differences.map(code), ...notes.map((note) => `Note: ${prose(note)}`)];
    return shown.length === 0 ? [] : [`* ${code(name)}`, ...shown.map((line) => `  * ${line}`)];
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}
