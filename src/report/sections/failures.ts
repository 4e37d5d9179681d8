import type { Finding } from '../../findings.ts';
import { code, details, fence, link, prose } from '../markdown.ts';
import { placeLink } from '../places.ts';
import type { Origin, RunFacts } from '../types.ts';

/** How much is shown of what ended a run. */
export interface FailureRoom {
  /** Findings of one kind that are listed; the log has them all. */
  readonly listed: number;
  /** Characters of one block of evidence. */
  readonly evidence: number;
}

const ROOM: FailureRoom = { listed: 30, evidence: 64 * 1024 };

/** What ended the run. */
export function failureSections({ failures, origin }: RunFacts, room = ROOM): readonly string[] {
  return findingSections('What failed', failures, origin, room);
}

/**
 * The first finding in full with what to do and its evidence, then the others in a list. Each part is a section of
 * its own, so that long evidence does not take what happened with it where there is no room for all.
 *
 * @param title Our own plain text.
 */
export function findingSections(
  title: string,
  findings: readonly Finding[],
  origin: Origin | undefined,
  room = ROOM,
): readonly string[] {
  const [first, ...others] = findings;
  if (!first) return [];
  return [
    [`### ${title}`, ...inFull(first, origin)].join('\n\n'),
    first.evidence?.length ? evidenceBlock('Evidence', first.evidence, room) : '',
    others.length === 0 ? '' : `**Also:**\n\n${list(others, origin, room)}`,
    otherEvidence(others, room),
  ];
}

/** The warnings of the run as a list. Notices stay in the log. */
export function renderWarnings(facts: RunFacts): string {
  const warnings = warningList(facts);
  return warnings && `### Warnings\n\n${warnings}`;
}

/** The same without a heading. */
export function warningList({ warnings, origin }: RunFacts, room = ROOM): string {
  return list(
    warnings.filter(({ severity }) => severity === 'warning'),
    origin,
    room,
  );
}

function inFull(finding: Finding, origin: Origin | undefined): string[] {
  const { message, remedy } = finding;
  return [
    `**What happened:** ${prose(message)}`,
    ...(remedy ? [`**What to do first:** ${prose(remedy)}`] : []),
    ...where(finding, origin),
  ];
}

function where({ place, input, azure }: Finding, origin: Origin | undefined): string[] {
  const parts = [
    ...(place ? [`File ${placeLink(place, origin)}`] : []),
    ...(input ? [`Input ${code(input)}`] : []),
    ...(azure?.code ? [`Azure error ${code(azure.code)}`] : []),
    ...(azure?.correlationId ? [`Correlation id ${code(azure.correlationId)}`] : []),
    ...(azure?.portalUrl ? [link('Open in the Azure portal', azure.portalUrl)] : []),
  ];
  return parts.length === 0 ? [] : [parts.join(' · ')];
}

function list(findings: readonly Finding[], origin: Origin | undefined, { listed }: FailureRoom): string {
  const lines = findings.slice(0, listed).map(({ message, remedy, place }) => {
    const at = place ? ` (${placeLink(place, origin)})` : '';
    return `* **Problem:** ${prose(message)}${at}${remedy ? `<br>**To do:** ${prose(remedy)}` : ''}`;
  });
  const left = findings.length - lines.length;
  return [...lines, ...(left > 0 ? [`* … and ${left} more in the log`] : [])].join('\n');
}

/** Evidence of the failures after the first, such as the answers of other smoke requests. */
function otherEvidence(findings: readonly Finding[], room: FailureRoom): string {
  const lines = findings
    .slice(0, room.listed)
    .flatMap(({ message, evidence }) =>
      evidence?.length ? [message, ...evidence.map((line) => `  ${line}`), ''] : [],
    );
  return lines.length === 0 ? '' : evidenceBlock('Evidence of the others', lines, room);
}

function evidenceBlock(title: string, lines: readonly string[], { evidence }: FailureRoom): string {
  return details(title, fence('text', lines.join('\n'), evidence));
}
