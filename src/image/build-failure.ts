import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import { CAUSES, PREBUILT } from './build-causes.ts';

/** A quick build that did not succeed. */
export interface FailedBuild {
  /** Failed, Canceled, Error or Timeout. */
  readonly status: string;
  readonly runId: string;
  /** Login server. */
  readonly server: string;
  /** Why it failed, when the registry says so. */
  readonly message?: string | undefined;
  /** Lines of the build's log. Empty when it could not be read. */
  readonly log: readonly string[];
}

/** Lines of the failing step that are shown. */
const EVIDENCE_LINES = 25;
/** The shorter a line, the less of the page it takes; pip prints whole lists of versions. */
const LONGEST_LINE = 400;

/** What to say of the states that need no log. */
const BY_STATUS: Readonly<Record<string, { readonly what: string; readonly remedy: string }>> = {
  Timeout: {
    what: 'it took longer than the registry allows.',
    remedy: `Ask for fewer packages (conda environments take longest), or ${PREBUILT}.`,
  },
  Canceled: { what: 'somebody or something cancelled it.', remedy: 'Run again.' },
  Error: { what: 'the registry could not run it.', remedy: `Run again, or ${PREBUILT}.` },
};

/** Says why a build failed, with the failing step's lines as evidence. Pure. */
export function explainBuildFailure(build: FailedBuild): Finding {
  const step = failingStep(build.log);
  const byStatus = BY_STATUS[build.status];
  const cause = byStatus ? undefined : findCause(step);
  const what = byStatus?.what ?? cause?.what ?? 'a step of the build failed.';
  // The registry's own message is general ("exit status 1"): it only helps where nothing else does.
  const said = build.message && !cause ? ` The registry says: ${JSON.stringify(build.message)}.` : '';
  return error(`The image could not be built: ${what}${said}`, {
    remedy: byStatus?.remedy ?? cause?.remedy ?? 'The lines below are the end of the step that failed.',
    evidence: [
      `Run ${build.runId} in ${build.server}: ${build.status}`,
      ...step.slice(-EVIDENCE_LINES).map(shorten),
    ],
  });
}

/** The last step of the log, without what the registry writes after it. */
export function failingStep(log: readonly string[]): readonly string[] {
  const lines = log.map((line) => line.trimEnd()).filter((line) => line !== '');
  const start = lines.findLastIndex((line) => /^Step \d+\/\d+ : /.test(line));
  const step = start < 0 ? lines : lines.slice(start);
  const end = step.findIndex((line) => / Container failed during run: /.test(line));
  return end < 0 ? step : step.slice(0, end);
}

function findCause(lines: readonly string[]): { readonly what: string; readonly remedy: string } | undefined {
  for (const { pattern, what, remedy } of CAUSES) {
    for (const line of lines) {
      const match = pattern.exec(line);
      if (match) return { what: what(match), remedy };
    }
  }
  return undefined;
}

function shorten(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}...`;
}
