import type { ContainerGroup } from '@azure/arm-containerinstance';
import { addressOf } from '../service/endpoint.ts';
import { HealthWatch } from '../service/health.ts';
import type { ServicePlan } from '../service/types.ts';
import type { Tools } from './tools.ts';

/** Milliseconds that a service which should be healthy has for an answer; a scoring request may be in its way. */
const PATIENCE_MS = 20_000;

/** True as soon as the living service answers with the revision of the plan. Azure is not asked. */
export async function answers(plan: ServicePlan, live: ContainerGroup, tools: Tools): Promise<boolean> {
  const { clock } = tools;
  const answered = new AbortController();
  const stop = new AbortController();
  const question = { http: await tools.http(), clock, healthPath: plan.healthPath, revision: plan.revision };
  const watch = new HealthWatch(question, () => answered.abort());
  watch.aim(addressOf(live));
  const asking = watch.run(stop.signal);
  await clock.sleep(PATIENCE_MS, answered.signal);
  stop.abort();
  await asking;
  return answered.signal.aborted;
}
