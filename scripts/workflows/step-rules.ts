import { isScalar } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Report } from './house-rules.ts';

/** Actions that are not pinned by commit: the tag moves on purpose, or the pin is the reader's to choose. */
const PINNED_BY_TAG = /^org\/aci-model-deploy@v\d+$/;
const PINNED_BY_COMMIT = /^[^@]+@[0-9a-f]{40}$/;
const OF_THIS_REPOSITORY = /^\.\//;

/** Where a step holds a program: a script of the shell, or one of actions/github-script. */
const PROGRAMS = [['run'], ['with', 'script']];

/** The house rules for one step. `text` is the file, `triggers` are the events that start the workflow. */
export function checkStep(step: YAMLMap, text: string, triggers: readonly string[], report: Report): void {
  checkPrograms(step, text, report);
  const uses = step.get('uses', true);
  if (!isScalar(uses) || typeof uses.value !== 'string') return;
  const offset = uses.range?.[0] ?? 0;
  checkPin(uses.value, uses.comment ?? '', (message) => report(offset, message));
  if (uses.value.startsWith('actions/checkout@')) {
    checkCheckout(step, triggers, (message) => report(offset, message));
  }
}

/** An expression is put into a script as it is, so that its value can be a command. */
function checkPrograms(step: YAMLMap, text: string, report: Report): void {
  for (const path of PROGRAMS) {
    const program = step.getIn(path, true);
    if (!isScalar(program) || !String(program.value).includes('${{')) continue;
    const from = program.range?.[0] ?? 0;
    report(text.indexOf('${{', from), 'a script takes values from "env:", never from an expression');
  }
}

function checkPin(action: string, comment: string, report: (message: string) => void): void {
  if (OF_THIS_REPOSITORY.test(action) || PINNED_BY_TAG.test(action)) return;
  if (!PINNED_BY_COMMIT.test(action)) report(`${action} is not pinned by commit`);
  else if (!/^\s*v\d/.test(comment)) report(`${action} needs its version in a comment`);
}

function checkCheckout(step: YAMLMap, triggers: readonly string[], report: (message: string) => void): void {
  if (step.getIn(['with', 'persist-credentials']) !== false) {
    report('actions/checkout must have "persist-credentials: false"');
  }
  const chosen = step.hasIn(['with', 'ref']) || step.hasIn(['with', 'repository']);
  if (chosen && triggers.includes('workflow_run')) {
    report('a workflow_run checks out the default branch only: what started it may be a pull request');
  }
}
