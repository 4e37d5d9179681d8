import type { Finding, Place } from '../findings.ts';
import { code, details, fence, link, prose } from './markdown.ts';

/** Findings of one kind that are listed; the log has them all. */
const LIST_LIMIT = 30;

/** What ended the run: the first failure in full with what to do, then the others in a list. */
export function renderFailures(failures: readonly Finding[]): string {
  return renderFindings('What failed', failures);
}

/** The first finding in full with what to do, then the others in a list. `title` is our own plain text. */
export function renderFindings(title: string, findings: readonly Finding[]): string {
  const [first, ...others] = findings;
  if (!first) return '';
  const more = others.length === 0 ? [] : [`**Also:**\n\n${list(others)}`];
  return [`### ${title}`, ...inFull(first), ...more, ...otherEvidence(others)].join('\n\n');
}

/** The warnings of the run as a list. Notices stay in the log. */
export function renderWarnings(findings: readonly Finding[]): string {
  const warnings = findings.filter((finding) => finding.severity === 'warning');
  return warnings.length === 0 ? '' : `### Warnings\n\n${list(warnings)}`;
}

function inFull(finding: Finding): string[] {
  const { message, remedy, evidence } = finding;
  return [
    `**What happened:** ${prose(message)}`,
    ...(remedy ? [`**What to do first:** ${prose(remedy)}`] : []),
    ...where(finding),
    ...(evidence?.length ? [evidenceBlock('Evidence', evidence)] : []),
  ];
}

function where({ place, input, azure }: Finding): string[] {
  const parts = [
    ...(place ? [`File ${placeCode(place)}`] : []),
    ...(input ? [`Input ${code(input)}`] : []),
    ...(azure?.code ? [`Azure error ${code(azure.code)}`] : []),
    ...(azure?.correlationId ? [`Correlation id ${code(azure.correlationId)}`] : []),
    ...(azure?.portalUrl ? [link('Open in the Azure portal', azure.portalUrl)] : []),
  ];
  return parts.length === 0 ? [] : [parts.join(' · ')];
}

function list(findings: readonly Finding[]): string {
  const lines = findings.slice(0, LIST_LIMIT).map(({ message, remedy, place }) => {
    const at = place ? ` (${placeCode(place)})` : '';
    return `* **Problem:** ${prose(message)}${at}${remedy ? `<br>**To do:** ${prose(remedy)}` : ''}`;
  });
  const left = findings.length - lines.length;
  return [...lines, ...(left > 0 ? [`* … and ${left} more in the log`] : [])].join('\n');
}

/** Evidence of the failures after the first, such as the answers of other smoke requests. */
function otherEvidence(findings: readonly Finding[]): string[] {
  const lines = findings
    .slice(0, LIST_LIMIT)
    .flatMap(({ message, evidence }) =>
      evidence?.length ? [message, ...evidence.map((line) => `  ${line}`), ''] : [],
    );
  return lines.length === 0 ? [] : [evidenceBlock('Evidence of the others', lines)];
}

function evidenceBlock(title: string, lines: readonly string[]): string {
  return details(title, fence('text', lines.join('\n')));
}

function placeCode({ file, line, column }: Place): string {
  return code([file, line, column].filter((part) => part !== undefined).join(':'));
}
