import { glob, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { readActionMetadata } from '../runner/metadata.ts';
import { actionlint } from './actionlint.ts';
import type { WorkflowFault } from './fault.ts';
import { checkHouseRules } from './house-rules.ts';
import { checkInputValues } from './input-values.ts';
import { createLanguageService } from './language-service.ts';

/** Every workflow of the repository, as paths relative to its root. */
const WORKFLOWS = [
  '.github/workflows/*.yml',
  'examples/*/.github/workflows/*.yml',
  'examples/workflows/**/*.yml',
];

/** The workflows, in a stable order. */
export async function findWorkflows(root: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for await (const file of glob(WORKFLOWS, { cwd: root })) files.add(file);
  return [...files].sort();
}

/**
 * What actionlint, GitHub's language service, the house rules and the Action itself say about these files.
 * The Action's metadata are those of the action.yml in `root`.
 */
export async function lintWorkflows(
  root: string,
  files: readonly string[],
): Promise<readonly WorkflowFault[]> {
  const languageService = await createLanguageService(root);
  const action = await readActionMetadata(root);
  const perFile = files.map(async (file) => {
    const text = await readFile(resolve(root, file), 'utf8');
    const broken = checkSyntax(file, text);
    if (broken.length > 0) return broken;
    return [
      ...(await actionlint(file, text)),
      ...(await languageService(file, text)),
      ...checkHouseRules(file, text),
      ...checkInputValues(action, file, text),
    ];
  });
  return (await Promise.all(perFile)).flat();
}

/** Before all else, because actionlint crashes on text that is no YAML. */
function checkSyntax(file: string, text: string): readonly WorkflowFault[] {
  return parseDocument(text).errors.map(({ message, linePos }) => {
    const { line, col } = linePos?.[0] ?? { line: 1, col: 1 };
    return { file, line, column: col, message: `${message.split('\n', 1).join('')} [YAML]` };
  });
}
