import { lookBeside } from '../phases/compare/beside.ts';
import type { Configuration } from '../phases/prepare/configure.ts';
import { connect } from '../phases/prepare/connect.ts';
import { tellDecision } from '../phases/prepare/decision.ts';
import { openDeployment } from '../phases/tell/github-deployment.ts';
import { buildImage, measureImage } from '../phases/prepare/image.ts';
import type { Run } from '../phases/job.ts';
import { planOffline } from '../phases/prepare/offline.ts';
import { plan } from '../phases/prepare/plan.ts';
import { resolve } from '../phases/prepare/resolve.ts';
import { comparePreview } from '../phases/compare/predictions.ts';
import { showPlan } from '../phases/prepare/show-plan.ts';
import { leaveUnchanged } from '../phases/update/unchanged.ts';
import { update } from '../phases/update/update.ts';

/** From the configuration to a verified service: one line a phase. Nothing is written before the image is built. */
export async function deploy(run: Run, configuration: Configuration): Promise<void> {
  const { inputs, tools, facts, phase } = run;
  const target = await phase('Sign in', () => connect(inputs, configuration, tools));
  if (!target) return planOffline(inputs, configuration, tools, facts);
  const [resolved] = await Promise.all([
    phase('Resolve models', () => resolve(run, configuration, target)),
    lookBeside(run, target),
  ]);
  const planned = await phase('Plan and check', () => plan(run, configuration, target, resolved));
  tools.planStands();
  await tellDecision(planned, tools, facts);
  if (inputs.dryRun) return showPlan(planned, tools, facts);
  const job = { ...run, configuration, target };
  if (planned.decision.kind === 'unchanged') {
    await Promise.all([leaveUnchanged(planned, job), measureImage(planned.image, facts)]);
  } else {
    await openDeployment(planned.plan.groupName, job);
    const image = await phase('Build image', () => buildImage(planned.image, tools, facts));
    await Promise.all([update(planned, image, job), measureImage(planned.image, facts, image)]);
  }
  // What waits is not what the preview answers with.
  if (run.preview && !facts.isWaiting) await comparePreview(run.preview, planned, job);
}

/** What needs no Azure, for a run that may not sign in. @throws ActionError with all findings. */
export async function check({ inputs, tools, facts }: Run, configuration: Configuration): Promise<void> {
  tools.planStands();
  await planOffline(inputs, configuration, tools, facts);
  facts.result = 'checked';
}
