import * as core from '@actions/core';
import type { Finding, Severity } from '../findings.ts';
import type { Log } from '../log.ts';
import { cut } from '../report/printable.ts';
import { harmlessLine, harmlessLines } from './harmless.ts';
import { masksOf } from './masks.ts';

/** Annotations of one type that GitHub shows for a step; it drops the rest. Source: actions/runner:src/Runner.Worker/ExecutionContext.cs */
const ANNOTATIONS_PER_TYPE = 10;
/** Longest message of an annotation, in characters; GitHub cuts the rest. Source: the same file. */
const ANNOTATION_LIMIT = 4_096;
/** Longest first line of a finding in the annotation that stands for many. */
const SHORT_LIMIT = 300;
/** Longest part of a message that names the group with its evidence. */
const TITLE_LIMIT = 100;

const LABELS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', notice: 'Notice' };
const PLURALS: Readonly<Record<Severity, string>> = {
  error: 'errors',
  warning: 'warnings',
  notice: 'notices',
};
const ANNOTATE = { error: core.error, warning: core.warning, notice: core.notice } as const;

/** The log of a workflow run. */
export interface GitHubLog extends Log {
  /** Every form of every secret that was masked. */
  readonly masks: ReadonlySet<string>;
  /**
   * Ends the log: findings beyond those that GitHub shows as annotations are put into one last annotation of
   * their type. Call it once, when nothing more is reported.
   */
  finish(): void;
}

/**
 * The log on GitHub: annotations, groups and masks. Nothing that is logged can be read as a workflow command.
 * Everything is written with process.stdout, in the order of the calls.
 */
export function createGitHubLog(): GitHubLog {
  const annotations = new Annotations();
  const masks = new Set<string>();
  let groups = 0;

  const info = (text: string): void => harmlessLines(text).forEach((line) => core.info(line));

  /** GitHub has no groups in groups: an inner one is a line. */
  const open = (title: string): void => {
    if (groups === 0) core.startGroup(harmlessLine(title));
    else info(title);
    groups += 1;
  };
  const close = (): void => {
    groups -= 1;
    if (groups === 0) core.endGroup();
  };

  const report = (finding: Finding): void => {
    if (!annotations.add(finding)) info(`${LABELS[finding.severity]}: ${textOf(finding)}`);
    detailsOf(finding).forEach((line) => info(`  ${line}`));
    if (!finding.evidence?.length) return;
    open(`Details: ${cut(harmlessLine(finding.message), TITLE_LIMIT)}`);
    for (const line of finding.evidence.flatMap(harmlessLines)) core.info(`| ${line}`);
    close();
  };

  return {
    info,
    debug: (text) => core.debug(harmlessLines(text).join('\n')),
    report,
    group: async (title, body) => {
      open(title);
      try {
        return await body();
      } finally {
        close();
      }
    },
    masks,
    mask: (secret) => {
      for (const mask of masksOf(secret)) {
        masks.add(mask);
        core.setSecret(mask);
      }
    },
    finish: () => annotations.flush(),
  };
}

/** Keeps the last annotation of a type for all that come after. */
class Annotations {
  readonly #shown: Record<Severity, number> = { error: 0, warning: 0, notice: 0 };
  readonly #kept: Record<Severity, Finding[]> = { error: [], warning: [], notice: [] };

  /** False when the finding was kept: the caller shows it in the log. */
  add(finding: Finding): boolean {
    const { severity } = finding;
    if (this.#shown[severity] === ANNOTATIONS_PER_TYPE - 1) {
      this.#kept[severity].push(finding);
      return false;
    }
    this.#shown[severity] += 1;
    annotate(finding);
    return true;
  }

  flush(): void {
    for (const severity of ['error', 'warning', 'notice'] as const) {
      const [first, ...rest] = this.#kept[severity].splice(0);
      if (first && rest.length === 0) annotate(first);
      else if (first) ANNOTATE[severity](aggregate(severity, [first, ...rest]));
    }
  }
}

function annotate(finding: Finding): void {
  const { place, input, severity } = finding;
  ANNOTATE[severity](cut(textOf(finding), ANNOTATION_LIMIT), {
    ...(input && { title: harmlessLine(`Input ${input}`) }),
    ...(place && { file: harmlessLine(place.file) }),
    ...(place?.line !== undefined && { startLine: place.line }),
    ...(place?.column !== undefined && { startColumn: place.column }),
  });
}

/** What happened and, on a line of its own, what to do. */
function textOf({ message, remedy }: Finding): string {
  return [message, ...(remedy ? [remedy] : [])].map(harmlessLine).join('\n');
}

/** The annotation's title and place are not in the log, so they are said again below it. */
function detailsOf({ input, place, azure }: Finding): string[] {
  const where =
    place && [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  return [
    where && `File: ${where}`,
    input && `Input: ${input}`,
    azure?.code && `Azure error code: ${azure.code}`,
    azure?.correlationId && `Azure correlation id: ${azure.correlationId}`,
    azure?.portalUrl && `Azure portal: ${azure.portalUrl}`,
  ]
    .filter((line) => typeof line === 'string' && line !== '')
    .map(String);
}

function aggregate(severity: Severity, findings: readonly Finding[]): string {
  const lines = findings.map(({ message, place }) => {
    const where = place ? `${place.file}${place.line === undefined ? '' : `:${place.line}`}: ` : '';
    return `- ${cut(harmlessLine(`${where}${message}`), SHORT_LIMIT)}`;
  });
  return cut(
    `${findings.length} more ${PLURALS[severity]}; the log has them in full:\n${lines.join('\n')}`,
    ANNOTATION_LIMIT,
  );
}
