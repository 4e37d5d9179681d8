import type { ContainerGroup } from '@azure/arm-containerinstance';
import { answersWith } from '../service/answers.ts';
import type { ServicePlan } from '../service/types.ts';
import type { Tools } from './tools.ts';

/** Milliseconds that a service which should be healthy has for an answer; a scoring request may be in its way. */
const PATIENCE_MS = 20_000;

/** True as soon as the living service answers with the revision of the plan. Azure is not asked. */
export async function answers(
  { healthPath, revision }: Pick<ServicePlan, 'healthPath' | 'revision'>,
  live: ContainerGroup,
  { http, clock }: Tools,
): Promise<boolean> {
  return answersWith({
    group: live,
    healthPath,
    revision,
    http: await http(),
    clock,
    timeoutMs: PATIENCE_MS,
  });
}
