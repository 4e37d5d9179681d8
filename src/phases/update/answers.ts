import type { ContainerGroup } from '@azure/arm-containerinstance';
import { askFor } from '../../service/wait/answers.ts';
import type { Outcome } from '../../service/wait/health.ts';
import type { ServicePlan } from '../../service/types.ts';
import type { Tools } from '../tools.ts';

/** Milliseconds that a service which should be healthy has for an answer; a scoring request may be in its way. */
const PATIENCE_MS = 20_000;

type Asked = Pick<ServicePlan, 'healthPath' | 'revision'>;

/** True as soon as the living service answers with the revision of the plan. Azure is not asked. */
export async function answers(asked: Asked, live: ContainerGroup, tools: Tools): Promise<boolean> {
  return (await outcomeOf(asked, live, tools))?.kind === 'healthy';
}

/** The same with what the endpoint did instead; undefined when it has no address, or nothing has come of the requests. */
export async function outcomeOf(
  { healthPath, revision }: Asked,
  live: ContainerGroup,
  { http, clock }: Tools,
): Promise<Outcome | undefined> {
  return askFor({ group: live, healthPath, revision, http: await http(), clock, timeoutMs: PATIENCE_MS });
}
