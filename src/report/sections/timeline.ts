import { formatElapsed } from '../../elapsed.ts';
import { details, prose, table } from '../markdown.ts';
import { cut, printableLine } from '../printable.ts';
import type { Phase } from '../types.ts';

/** How the axis shows time, by the length of the run in milliseconds: seconds would all be the same in a short one. */
const AXES = [
  { below: 20_000, format: '%S.%L' },
  { below: 3_600_000, format: '%M:%S' },
] as const;
const LONG_AXIS = '%H:%M';
const NAME_LIMIT = 40;
/**
 * The chart counts from a made-up midnight without a time zone: Mermaid reads and shows it in the reader's own,
 * so that the axis begins at 00:00 everywhere. No time zone changes its clock on this day.
 */
const CHART_DAY = '2001-01-01';

/** The phases of the run as a Mermaid gantt with a table of the same below. Empty without phases. */
export function renderTimeline(phases: readonly Phase[]): string {
  if (phases.length === 0) return '';
  const origin = Math.min(...phases.map((phase) => phase.start));
  return ['### Time line', gantt(phases, origin), details('As a table', phaseTable(phases, origin))].join(
    '\n\n',
  );
}

/** Milliseconds from the first phase's start to the last one's end. */
export function totalElapsed(phases: readonly Phase[]): number {
  if (phases.length === 0) return 0;
  return Math.max(...phases.map((phase) => phase.end)) - Math.min(...phases.map((phase) => phase.start));
}

function gantt(phases: readonly Phase[], origin: number): string {
  const axis = AXES.find(({ below }) => totalElapsed(phases) < below)?.format ?? LONG_AXIS;
  const bars = phases.map((phase) => {
    const kind = phase.failed ? 'crit' : 'done';
    // Mermaid refuses a bar without a length.
    const end = Math.max(phase.end, phase.start + 1);
    return `  ${barName(phase.name)} :${kind}, ${chartTime(phase.start - origin)}, ${chartTime(end - origin)}`;
  });
  const head = ['gantt', '  dateFormat YYYY-MM-DD HH:mm:ss.SSS', `  axisFormat ${axis}`];
  return ['```mermaid', ...head, ...bars, '```'].join('\n');
}

function phaseTable(phases: readonly Phase[], origin: number): string {
  const rows = phases.map(({ name, start, end, failed }) => [
    `${prose(name)}${failed ? ' ❌' : ''}`,
    start === origin ? '0 s' : formatElapsed(start - origin),
    formatElapsed(end - start),
  ]);
  return table(['Phase', 'Began after', 'Took'], rows);
}

/** Letters, digits and a few marks: everything else may mean something in Mermaid. A capital first letter is no keyword. */
function barName(name: string): string {
  const plain = printableLine(name)
    .replace(/[^\p{L}\p{N} ._()/-]/gu, ' ')
    .trim();
  return cut(`${plain.charAt(0).toUpperCase()}${plain.slice(1)}` || 'Phase', NAME_LIMIT);
}

function chartTime(ms: number): string {
  return `${CHART_DAY} ${new Date(ms).toISOString().slice(11, 23)}`;
}
