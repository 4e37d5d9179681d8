import { setOutputs, writeSummary } from '../github/publish.ts';
import { renderLook } from '../report/look-page.ts';
import { outputsOf } from '../report/outputs.ts';
import { renderSummary } from '../report/summary.ts';
import type { RunFacts } from '../report/types.ts';
import type { Inputs } from '../inputs.ts';
import { findingsOf } from './told.ts';
import type { Tools } from './tools.ts';

/** What is known before the run has begun. */
export function newFacts(inputs: Inputs): RunFacts {
  return { service: inputs.name, phases: [], warnings: [], failures: [] };
}

/** Takes what ended the run into the facts and tells it, the headline first. */
export function failed(caught: unknown, facts: RunFacts, tools: Tools): void {
  const findings = findingsOf(caught);
  facts.failures = findings.filter(({ severity }) => severity === 'error');
  for (const finding of findings) tools.log.report(finding);
}

/** Sets the outputs and writes the job summary; also after a failure. */
export async function publish(facts: RunFacts, tools: Tools): Promise<void> {
  setOutputs(outputsOf(facts));
  const { looked } = facts;
  await writeSummary(looked ? renderLook(facts, looked) : renderSummary(facts), tools.log);
}
