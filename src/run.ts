import type { Finding } from './findings.ts';
import type { Inputs } from './inputs.ts';
import { configure } from './phases/configure.ts';
import { failed, newFacts, publish } from './phases/publish.ts';
import { timeLine } from './phases/time-line.ts';
import type { Tools } from './phases/tools.ts';
import type { RunFacts } from './report/types.ts';

/**
 * The whole run, one line a phase. Resolves to false when it failed; what was known by then is published either way.
 * The later phases are loaded when they are reached: a config error is told before any of Azure's libraries is read.
 */
export async function run(inputs: Inputs, inputFindings: readonly Finding[], tools: Tools): Promise<boolean> {
  const facts = newFacts(inputs);
  try {
    await deploy(inputs, inputFindings, tools, facts);
  } catch (caught) {
    failed(caught, facts, tools);
  }
  await publish(facts, tools);
  return facts.failures.length === 0;
}

async function deploy(inputs: Inputs, inputFindings: readonly Finding[], tools: Tools, facts: RunFacts): Promise<void> {
  const phase = timeLine(tools.clock, facts.phases);
  const configuration = await phase('Read configuration', () => configure(inputs, inputFindings, tools));
  const phases = await import('./phases/online.ts');
  const target = await phase('Sign in', () => phases.connect(inputs, configuration, tools));
  if (!target) return phases.planOffline(inputs, configuration, tools, facts);
  const resolved = await phase('Resolve models', () => phases.resolve(inputs, configuration, target, tools, facts));
  const planned = await phase('Plan', () => phases.plan(inputs, configuration, target, resolved, tools, facts));
  if (inputs.dryRun) return phases.showPlan(planned, tools, facts);
  const image = await phase('Build image', () => phases.buildImage(resolved, target, tools, facts));
  const service = await phase('Deploy', () => phases.deploy(planned, image, target, tools, facts));
  const healthy = await phase('Wait for Healthy', () => phases.wait(inputs, service, target, tools, facts));
  await phase('Smoke test', () => phases.smokeTest(inputs, configuration, healthy, target, tools, facts));
}
