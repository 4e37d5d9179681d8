import { expect } from '@jest/globals';
import type { ActionRunResult } from '../../../scripts/runner.ts';
import { maskSummary } from '../../../scripts/runner.ts';
import { expectNoSecret } from './secrets.ts';

/** What a person sees of a failed run. */
export interface FailureReport {
  /** The first error: what happened. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  /** Where the first error is shown. */
  readonly place: { readonly file?: string; readonly line?: number };
  /** The lines of the folded details, without their mark. */
  readonly evidence: readonly string[];
  /** The job summary as GitHub shows it, without Markdown's escapes. */
  readonly summary: string;
}

/**
 * Checks what every failed run owes to people: exit code 1, an error first, its remedy, the same in the summary, and
 * no secret anywhere.
 */
export function failureReport(run: ActionRunResult, secrets: readonly string[]): FailureReport {
  expect(run.exitCode).toBe(1);
  expectNoSecret(run, secrets);
  const errors = run.annotations.filter(({ level }) => level === 'error');
  const [message = '', ...remedy] = (errors[0]?.message ?? '').split('\n');
  const summary = unescaped(maskSummary(run));
  expect(summary).toContain('deployment failed');
  expect(summary).toContain(`What happened: ${message}`);
  expect(summary).toContain(`What to do first: ${remedy.join('\n')}`);
  const { file, line } = errors[0] ?? {};
  return {
    message,
    remedy: remedy.join('\n'),
    place: { ...(file !== undefined && { file }), ...(line !== undefined && { line }) },
    evidence: run.log
      .split('\n')
      .filter((text) => text.startsWith('| '))
      .map((text) => text.slice(2)),
    summary,
  };
}

/** How long the Action waited for the service, by its own clock, in seconds. */
export function waitedSeconds(run: ActionRunResult): number {
  const took =
    /\| Wait for Healthy[^|]*\| [^|]*\| (?<took>[^|]*) \|/.exec(run.summary)?.groups?.['took'] ?? '';
  const parts = [...took.matchAll(/(?<count>[\d.]+) (?<unit>ms|s|m|h)/g)];
  if (parts.length === 0) throw new Error(`The summary tells no time of the wait: ${took}`);
  const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  return parts.reduce(
    (sum, { groups }) => sum + Number(groups?.['count']) * (units[groups?.['unit'] ?? ''] ?? 0),
    0,
  );
}

/** Markdown as it reads: without backslashes, emphasis and the invisible marks that stop mentions. */
function unescaped(markdown: string): string {
  return markdown
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('&#8203;', '')
    .replaceAll('**', '')
    .replace(/\\([\p{P}\p{S}])/gu, '$1');
}
