import type { Inputs } from './inputs.ts';
import type { Configuration } from './phases/configure.ts';
import { connect } from './phases/connect.ts';
import { tellDecision } from './phases/decision.ts';
import { buildImage } from './phases/image.ts';
import { planOffline } from './phases/offline.ts';
import { plan } from './phases/plan.ts';
import { resolve } from './phases/resolve.ts';
import { showPlan } from './phases/show-plan.ts';
import type { RunPhase } from './phases/time-line.ts';
import type { Tools } from './phases/tools.ts';
import { confirmUnchanged } from './phases/unchanged.ts';
import { update } from './phases/update.ts';
import type { RunFacts } from './report/types.ts';

/** What the run tells its caller on the way. */
interface DeployTools extends Tools {
  /** All checks have passed; what follows writes, or shows the plan. */
  readonly planStands: () => void;
}

/** From the configuration to a verified service: one line a phase. Nothing is written before the image is built. */
export async function deploy(
  inputs: Inputs,
  configuration: Configuration,
  tools: DeployTools,
  facts: RunFacts,
  phase: RunPhase,
): Promise<void> {
  const target = await phase('Sign in', () => connect(inputs, configuration, tools));
  if (!target) return planOffline(inputs, configuration, tools, facts);
  const resolved = await phase('Resolve models', () => resolve(inputs, configuration, target, tools, facts));
  const planned = await phase('Plan and check', () =>
    plan(inputs, configuration, target, resolved, tools, facts),
  );
  tools.planStands();
  await tellDecision(planned, tools, facts);
  if (inputs.dryRun) return showPlan(planned, tools, facts);
  const job = { inputs, configuration, target, tools, facts, phase };
  if (planned.decision.kind === 'unchanged') return confirmUnchanged(planned, job);
  const image = await phase('Build image', () => buildImage(planned.image, tools, facts));
  await update(planned, image, job);
}
