import { setOutputs, writeSummary } from '../../github/publish.ts';
import { renderLook } from '../../report/look/page.ts';
import { outputsOf } from '../../report/outputs.ts';
import { renderSummary } from '../../report/summary.ts';
import type { RunFacts } from '../../report/types.ts';
import type { Inputs } from '../../inputs.ts';
import { comment } from './comment.ts';
import { closeDeployment } from './github-deployment.ts';
import type { Run, RunTools } from '../job.ts';
import { findingsOf, inOrderOfUse } from '../told.ts';
import type { Tools } from '../tools.ts';

/** What a run is about. */
type About = Pick<Run, 'inputs' | 'event' | 'withoutSecrets'>;

/** What is known before the run has begun. */
export function newFacts(inputs: Inputs): RunFacts {
  return { service: inputs.name, phases: [], warnings: [], failures: [] };
}

/** Takes what ended the run into the facts and tells it, the headline first. */
export function failed(caught: unknown, facts: RunFacts, tools: Tools): void {
  const findings = inOrderOfUse(findingsOf(caught));
  facts.failures = findings.filter(({ severity }) => severity === 'error');
  for (const finding of findings) tools.log.report(finding);
}

/**
 * Sets the outputs, tells GitHub and the reviewers, and writes the job summary; also after a failure.
 *
 * @param about What the run was about, where it came to know that.
 */
export async function publish(facts: RunFacts, tools: RunTools, about?: About): Promise<void> {
  setOutputs(outputsOf(facts));
  // A cancelled run has seconds left, and its post step minutes.
  if (about && !tools.stop.aborted) {
    const shown = tools.hide(facts);
    await closeDeployment(shown, { ...about, tools });
    await comment(shown, { ...about, tools });
  }
  const shown = tools.hide(facts);
  const { looked } = shown;
  await writeSummary(looked ? renderLook(shown, looked) : renderSummary(shown), tools.log);
}
