import type { Finding } from './findings.ts';
import { ActionError } from './findings.ts';
import type { Inputs } from './inputs.ts';
import type { Task } from './phases/assignment.ts';
import { assign } from './phases/assignment.ts';
import { cancelledFinding } from './phases/cancel/cancelled.ts';
import { configureTrusted } from './phases/prepare/fork-code.ts';
import type { Run } from './phases/job.ts';
import { failed, newFacts, publish } from './phases/tell/publish.ts';
import { holdRemarks } from './phases/remarks.ts';
import { timeLine } from './phases/time-line.ts';
import type { Tools } from './phases/tools.ts';
import type { RunFacts } from './report/types.ts';
import { unlessStopped } from './stop.ts';

/** The whole run. Resolves to false when it failed; what was known by then is published either way. */
export async function run(inputs: Inputs, inputFindings: readonly Finding[], outer: Tools): Promise<boolean> {
  const facts = newFacts(inputs);
  const held = holdRemarks(keepWarnings(outer.log, facts));
  const tools = { ...outer, log: held.log, planStands: () => held.release() };
  const phase = timeLine(tools.clock, facts.phases, tools.stop);
  let work: Run | undefined;
  try {
    const event = tools.event();
    const { task, findings, ...about } = assign(inputs, event);
    learn(facts, { ...about, event, tools });
    const asked = { ...about, event, tools, facts, phase };
    work = asked;
    await unlessStopped(tools.stop, () => perform(task, asked, [...inputFindings, ...findings]));
  } catch (caught) {
    failed(tools.stop.aborted ? await cancelled(facts, tools) : caught, facts, tools);
  }
  held.release();
  await publish(facts, tools, work);
  return facts.failures.length === 0;
}

/** What is known of a run before it does anything. A pull request's commit is its head, not the merge that is checked out. */
function learn(
  facts: RunFacts,
  { inputs, preview, event, tools }: Pick<Run, 'inputs' | 'preview' | 'event'> & { tools: Tools },
): void {
  const commit = event.pullRequest?.head.sha;
  facts.service = inputs.name;
  facts.origin = { ...tools.origin(), ...(commit !== undefined && { commit }) };
  if (preview) facts.preview = preview;
}

/**
 * Does what the run is asked to do. Tasks are loaded here: most of the Action is not needed to tell that a config file
 * is wrong.
 */
async function perform(task: Task, work: Run, findings: readonly Finding[]): Promise<void> {
  switch (task) {
    case 'check':
    case 'deploy': {
      const configuration = await work.phase('Read configuration', () => configureTrusted(work, findings));
      const { check, deploy } = await import('./tasks/deploy.ts');
      return task === 'check' ? check(work, configuration) : deploy(work, configuration);
    }
    case 'delete':
      return (await import('./tasks/delete.ts')).remove(work, findings);
    case 'nothing':
      (await import('./tasks/nothing.ts')).nothing(work, findings);
      return;
    case 'prune':
      return (await import('./tasks/prune.ts')).prune(work, findings);
    case 'status':
      return (await import('./tasks/inspect.ts')).status(work, findings);
    case 'logs':
      return (await import('./tasks/inspect.ts')).logs(work, findings);
  }
}

/** The error of a run that was told to stop, whatever else it met then. */
async function cancelled({ phases }: RunFacts, { ledger }: Tools): Promise<ActionError> {
  // The phases that were open put their end on the time line first.
  await new Promise((resolve) => setImmediate(resolve));
  const last = phases.findLast(({ failed: isOpen }) => isOpen);
  return new ActionError([cancelledFinding(last?.name, ledger.underWay)]);
}

/** Warnings are kept for the job summary as well. */
function keepWarnings(log: Tools['log'], facts: RunFacts): Tools['log'] {
  return {
    ...log,
    report: (finding) => {
      if (finding.severity === 'warning') facts.warnings.push(finding);
      log.report(finding);
    },
  };
}
