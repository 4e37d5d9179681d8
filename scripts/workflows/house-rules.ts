import { LineCounter, isMap, isSeq, parseDocument } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import { THIS_ACTION } from './fault.ts';
import type { WorkflowFault } from './fault.ts';
import { checkStep } from './step-rules.ts';

/** Reports what stands at an offset of the file. */
export type Report = (offset: number, message: string) => void;

/**
 * What neither actionlint nor GitHub asks for: minimal permissions, actions pinned by commit, checkouts that leave no
 * token behind, no expressions in scripts, no strangers' code with rights, one deployment at a time. Takes the text
 * of one workflow.
 */
export function checkHouseRules(file: string, text: string): readonly WorkflowFault[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults: WorkflowFault[] = [];
  const report: Report = (offset, message) => {
    const { line, col } = lines.linePos(offset);
    faults.push({ file, line, column: col, message: `${message} [house rule]` });
  };
  const triggers = triggersOf(document);
  checkTriggers(triggers, report);
  checkPermissions(document, report);
  for (const job of maps(document.get('jobs'))) {
    checkJob(job, document.has('concurrency'), report);
    for (const step of steps(job)) checkStep(step, text, triggers, report);
  }
  return faults;
}

/** The events that start a workflow; `on:` may be a word, a list or a map. */
function triggersOf(document: Document): readonly string[] {
  const on = document.get('on');
  if (isMap(on)) return on.items.map(({ key }) => String(key));
  return isSeq(on) ? on.items.map(String) : [String(on)];
}

function checkTriggers(triggers: readonly string[], report: Report): void {
  if (!triggers.includes('pull_request_target')) return;
  report(0, 'pull_request_target gives a stranger the rights of the repository; use pull_request');
}

function checkPermissions(document: Document, report: Report): void {
  const permissions = document.get('permissions', true);
  if (!isMap(permissions) || permissions.items.length > 0) {
    report(0, 'the workflow must begin with "permissions: {}"; each job asks for what it needs');
  }
}

function checkJob(job: YAMLMap, queued: boolean, report: Report): void {
  const offset = job.range?.[0] ?? 0;
  if (!isMap(job.get('permissions'))) report(offset, 'the job must say which permissions it needs');
  if (!queued && !job.has('concurrency') && steps(job).some(mayWrite)) {
    report(offset, 'a job that deploys needs "concurrency", so that no two runs work on one service');
  }
}

/** Whether a step may change something in Azure. */
function mayWrite(step: YAMLMap): boolean {
  return THIS_ACTION.test(String(step.get('uses'))) && step.getIn(['with', 'dry-run']) !== true;
}

function steps(job: YAMLMap): readonly YAMLMap[] {
  return maps(job.get('steps'));
}

/** The maps in a list, or among the values of a map. */
function maps(node: unknown): readonly YAMLMap[] {
  if (isSeq(node)) return node.items.filter((item) => isMap(item));
  return isMap(node) ? node.items.flatMap(({ value }) => (isMap(value) ? [value] : [])) : [];
}
