import type { Finding } from './findings.ts';
import type { Inputs } from './inputs.ts';
import { configure } from './phases/configure.ts';
import { connect } from './phases/connect.ts';
import { buildImage } from './phases/image.ts';
import { planOffline } from './phases/offline.ts';
import { plan } from './phases/plan.ts';
import { failed, newFacts, publish } from './phases/publish.ts';
import { resolve } from './phases/resolve.ts';
import { awaitHealthy, deployService } from './phases/service.ts';
import { showPlan } from './phases/show-plan.ts';
import { smokeTest } from './phases/smoke.ts';
import { timeLine } from './phases/time-line.ts';
import type { Tools } from './phases/tools.ts';
import type { RunFacts } from './report/types.ts';

/** The whole run. Resolves to false when it failed; what was known by then is published either way. */
export async function run(inputs: Inputs, inputFindings: readonly Finding[], outer: Tools): Promise<boolean> {
  const facts = newFacts(inputs);
  const tools = { ...outer, log: keepWarnings(outer.log, facts) };
  try {
    await deploy(inputs, inputFindings, tools, facts);
  } catch (caught) {
    failed(caught, facts, tools);
  }
  await publish(facts, tools);
  return facts.failures.length === 0;
}

/** One line a phase. Nothing is written before the image is built. */
async function deploy(
  inputs: Inputs,
  inputFindings: readonly Finding[],
  tools: Tools,
  facts: RunFacts,
): Promise<void> {
  const phase = timeLine(tools.clock, facts.phases);
  const configuration = await phase('Read configuration', () => configure(inputs, inputFindings, tools));
  const target = await phase('Sign in', () => connect(inputs, configuration, tools));
  if (!target) return planOffline(inputs, configuration, tools, facts);
  const resolved = await phase('Resolve models', () => resolve(inputs, configuration, target, tools, facts));
  const planned = await phase('Plan and check', () =>
    plan(inputs, configuration, target, resolved, tools, facts),
  );
  if (inputs.dryRun) return showPlan(planned, tools, facts);
  const image = await phase('Build image', () => buildImage(planned.image, tools, facts));
  const deployed = await phase('Deploy', () => deployService(planned, image, target, tools, facts));
  const service = await phase('Wait for Healthy', () => awaitHealthy(inputs, deployed, target, tools, facts));
  await phase('Smoke test', () => smokeTest(inputs, configuration, service, target, tools, facts));
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
