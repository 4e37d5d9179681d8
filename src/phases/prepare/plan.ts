import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { InferenceConfig } from '../../config/types.ts';
import { completePull } from '../../image/pull.ts';
import type { Inputs } from '../../inputs.ts';
import { checkModels } from '../../preflight/models.ts';
import type { Decision } from '../../service/decide/decide.ts';
import { decide, decideUpdate } from '../../service/decide/decide.ts';
import { checkOwnership } from '../../service/write/deploy.ts';
import { deployedOf, plannedOf } from '../../service/decide/deployed.ts';
import { planService } from '../../service/plan/plan.ts';
import type { ServicePlan, ServiceRequest } from '../../service/types.ts';
import { answers } from '../update/answers.ts';
import type { Checks } from '../checks.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import type { PlannedImage } from './image.ts';
import type { Run } from '../job.ts';
import { requestOf } from './request.ts';
import type { Resolved } from './resolve.ts';
import { checkRoom } from './room.ts';
import type { Tools } from '../tools.ts';

/** The plan as far as it is known before the image is built, and what it was made of. */
export interface Planned {
  readonly request: ServiceRequest;
  readonly plan: ServicePlan;
  /** What is to be done about the container group. */
  readonly decision: Decision;
  readonly image: PlannedImage;
  /** What the image is made of; absent when it is a prebuilt one. */
  readonly inference?: InferenceConfig;
  /** The container group as it is now. */
  readonly live?: ContainerGroup;
}

/**
 * Plans the container group, decides what is to be written, and checks the plan against what there is: the last step
 * before a write. What only a write needs is asked only before one.
 * @throws ActionError with all findings.
 */
export async function plan(
  run: Run,
  configuration: Configuration,
  target: Target,
  resolved: Resolved,
): Promise<Planned> {
  const { inputs, tools, facts } = run;
  const { checks, image, live } = resolved;
  const request = requestOf(run, configuration, target, resolved);
  const planned = checks.take(planService(request));
  checks.add(image?.findings ?? []);
  checks.add(checkModels(resolved.models, request.memoryInGB));
  if (live) checks.add(checkOwnership(live, planned));
  const decision = await settledDecision(inputs, planned, live, tools);
  const isWrite = decision.kind !== 'unchanged';
  if (isWrite)
    checks.add(await checkRoom(configuration, target, { group: planned.group, live, decision }, checks));
  const complete = isWrite ? await withPassword(request, image, checks, tools) : request;
  checks.settle();
  if (!image) throw new Error('The image was neither planned nor reported.');
  facts.revision = planned.revision;
  facts.keysEnabled = planned.auth.enabled;
  if (request.preview) facts.expires = request.preview.expires;
  const { inference } = configuration;
  const plan = isWrite ? planService(complete) : planned;
  if (live) facts.since = { before: deployedOf(live), after: plannedOf(plan.group, request.models) };
  return {
    request: complete,
    plan,
    decision,
    image,
    ...(inference && { inference }),
    ...(live && { live }),
  };
}

/** Unchanged is only what answers: with the revision of the plan, or with its own where the plan waits. */
async function settledDecision(
  { redeploy, strategy = 'verified' }: Inputs,
  planned: ServicePlan,
  live: ContainerGroup | undefined,
  tools: Tools,
): Promise<Decision> {
  const decision = decide({ live, plan: planned, redeploy, strategy });
  if (!live || decision.kind !== 'unchanged') return decision;
  if (await answers(decision.waiting ? deployedOf(live) : planned, live, tools)) return decision;
  const reason = 'the service does not answer with its revision';
  return decideUpdate(decision, live, planned, strategy, reason);
}

/** The request with the password of the registry's admin user, where ACI pulls with it. */
async function withPassword(
  request: ServiceRequest,
  image: PlannedImage | undefined,
  checks: Checks,
  { log }: Tools,
): Promise<ServiceRequest> {
  const pull = await checks.attempt(completePull(request.pull, image?.registry));
  if (pull?.kind === 'password') log.mask(pull.password);
  return { ...request, ...(pull && { pull }) };
}
