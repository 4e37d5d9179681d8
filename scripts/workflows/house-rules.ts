import { LineCounter, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { WorkflowFault } from './lint.ts';

/** Actions that are not pinned by commit: the tag moves on purpose, or the pin is the reader's to choose. */
const PINNED_BY_TAG = /^org\/aci-model-deploy@v\d+$/;
const PINNED_BY_COMMIT = /^[^@]+@[0-9a-f]{40}$/;
const OF_THIS_REPOSITORY = /^\.\//;

/**
 * What actionlint does not ask for: minimal permissions to begin with, actions pinned by commit with the version in
 * a comment, and checkouts that leave no token behind. Takes the text of one workflow.
 */
export function checkHouseRules(file: string, text: string): readonly WorkflowFault[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults: WorkflowFault[] = [];
  const report = (offset: number, message: string): void => {
    const { line, col } = lines.linePos(offset);
    faults.push({ file, line, column: col, message: `${message} [house rule]` });
  };
  checkPermissions(document, report);
  visit(document, {
    Map: (_key, node) => {
      checkStep(node, report);
    },
  });
  return faults;
}

type Report = (offset: number, message: string) => void;

function checkPermissions(document: Document, report: Report): void {
  const permissions = document.get('permissions', true);
  if (!isMap(permissions) || permissions.items.length > 0) {
    report(0, 'the workflow must begin with "permissions: {}"; each job asks for what it needs');
  }
}

function checkStep(node: YAMLMap, report: Report): void {
  const uses = node.get('uses', true);
  if (!isScalar(uses) || typeof uses.value !== 'string') return;
  const offset = uses.range?.[0] ?? 0;
  const action = uses.value;
  if (OF_THIS_REPOSITORY.test(action) || PINNED_BY_TAG.test(action)) return;
  if (!PINNED_BY_COMMIT.test(action)) report(offset, `${action} is not pinned by commit`);
  else if (!/^\s*v\d/.test(uses.comment ?? '')) report(offset, `${action} needs its version in a comment`);
  if (action.startsWith('actions/checkout@') && node.getIn(['with', 'persist-credentials']) !== false) {
    report(offset, 'actions/checkout must have "persist-credentials: false"');
  }
}
