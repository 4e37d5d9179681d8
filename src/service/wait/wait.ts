import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import type { Operation } from '../../azure/container-instance/operation.ts';
import type { Clock } from '../../clock.ts';
import { warning } from '../../findings.ts';
import type { Http } from '../../http.ts';
import type { Log } from '../../log.ts';
import type { Repository } from '../../diagnosis/types.ts';
import { formatElapsed } from '../../elapsed.ts';
import { ArmWatch } from './arm-watch.ts';
import { ContainerLogs } from './container-logs.ts';
import { Deleted } from './deleted.ts';
import type { DeploymentFailure } from './deployment-failure.ts';
import { deploymentFailure } from './deployment-failure.ts';
import { addressOf, endpointOf } from './endpoint.ts';
import { HealthWatch } from './health.ts';
import { Progress } from './progress.ts';
import { serviceState } from './state.ts';
import { supersededBy } from '../decide/superseded.ts';
import type { Endpoint, ServicePlan } from '../types.ts';
import type { View } from './view.ts';
import { isRunning } from './view.ts';
import type { Wreck } from './wreck.ts';
import { wreckOf } from './wreck.ts';

/** Milliseconds between two looks at Azure; half of it when only Azure's word is missing. */
const LOOK_MS = 1_000;
/** Milliseconds that a healthy service's name is given to resolve. */
const NAME_MS = 60_000;
/** Milliseconds that the last reading of the logs may take. */
const LAST_LOGS_MS = 5_000;

/** What a wait needs. */
export interface WaitRequest {
  readonly plan: ServicePlan;
  readonly groups: ContainerGroups;
  /** The deployment under way; absent to wait for a group that nobody deploys. */
  readonly operation?: Operation | undefined;
  /** The group as it was before the deployment; tells its old events from new ones. */
  readonly before?: ContainerGroup | undefined;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeoutMs: number;
  /** Lets a failure point to the line of the repository. */
  readonly repository?: Repository | undefined;
}

/** A service that runs and answers. */
export interface Healthy {
  readonly state: 'Healthy';
  readonly endpoint: Endpoint;
  readonly group: ContainerGroup;
}

/**
 * Waits until the service is healthy: Azure is done, every container runs, and the health path answers 200 with the
 * revision of this plan. Azure's word alone is never enough.
 * @throws DeploymentFailure as soon as the service cannot become healthy any more, or at the time-out.
 * @throws Superseded as soon as the group is somebody else's deployment; Deleted when somebody else deleted it.
 */
export async function waitForHealthy(request: WaitRequest): Promise<Healthy> {
  const wait = new Wait(request);
  const stop = new AbortController();
  const asking = wait.health.run(stop.signal);
  try {
    const healthy = await wait.untilHealthy();
    await wait.untilNamed(healthy.endpoint);
    return healthy;
  } finally {
    stop.abort();
    await asking;
  }
}

class Wait {
  readonly health: HealthWatch;
  readonly #request: WaitRequest;
  readonly #arm: ArmWatch;
  readonly #logs: ContainerLogs;
  readonly #progress: Progress;
  readonly #deadline: number;
  #wake = new AbortController();

  constructor(request: WaitRequest) {
    const { plan, groups, operation, before, http, clock, log } = request;
    this.#request = request;
    this.#arm = new ArmWatch({ groups, groupName: plan.groupName, operation, before, clock, log });
    this.#logs = new ContainerLogs(groups, plan.groupName);
    this.#progress = new Progress(log, clock);
    this.#deadline = clock.now() + request.timeoutMs;
    const question = { http, clock, healthPath: plan.healthPath, revision: plan.revision };
    // The answer everybody waits for: Azure is asked at once.
    this.health = new HealthWatch(question, () => this.#wake.abort());
  }

  async untilHealthy(): Promise<Healthy> {
    const { clock, plan } = this.#request;
    for (;;) {
      const next = clock.now() + LOOK_MS;
      this.#wake = new AbortController();
      const view = await this.#arm.look();
      this.health.aim(addressOf(view.group));
      void this.#logs.read(view.group);
      this.#progress.tell(view, this.health.outcome);
      const endpoint = endpointOf(view.group, plan.scoringPath);
      if (view.group && endpoint && isRunning(view) && this.health.isHealthy) {
        return { state: 'Healthy', endpoint, group: view.group };
      }
      const superseded = supersededBy(view.group, plan, this.#request.before);
      if (superseded) throw superseded;
      const failure = await this.#wrecked(view);
      if (failure) throw failure;
      if (clock.now() >= this.#deadline) {
        throw this.#arm.isGone ? new Deleted(plan.groupName) : await this.#timedOut(view);
      }
      await this.#pause(next);
    }
  }

  /** Waits for the name of a healthy service to lead to it. What it leads to by then is no failure. */
  async untilNamed({ fqdn }: Endpoint): Promise<void> {
    const { log } = this.#request;
    if (fqdn === undefined || this.health.nameWorks) return;
    log.info(`The service is healthy by its address; waiting for the name ${fqdn} to resolve.`);
    if (await this.#nameWorksWithin(NAME_MS)) return;
    log.report(
      warning(
        `The service is healthy, but after ${formatElapsed(NAME_MS)} its name ${fqdn} does not resolve on this runner.`,
        {
          remedy: 'DNS may need a few more minutes. Until then the service answers under its IP address.',
        },
      ),
    );
  }

  async #nameWorksWithin(ms: number): Promise<boolean> {
    const { clock } = this.#request;
    const until = clock.now() + ms;
    while (clock.now() < until) {
      if (this.health.nameWorks) return true;
      await clock.sleep(LOOK_MS / 4);
    }
    return this.health.nameWorks;
  }

  async #pause(next: number): Promise<void> {
    const { clock } = this.#request;
    const soon = this.health.isHealthy ? next - LOOK_MS / 2 : next;
    const rest = Math.min(soon, this.#deadline) - clock.now();
    if (rest > 0) await clock.sleep(rest, this.#wake.signal);
  }

  /** The error of a deployment that is lost. One of a group that is not there any more ends otherwise. */
  async #wrecked(view: View): Promise<DeploymentFailure | undefined> {
    const wreck = wreckOf(view);
    if (!wreck) return undefined;
    const remedy = 'Read the events and log lines below, correct the cause, and run the workflow again.';
    // A failed operation says little: the group is read once more, because it may tell what was wrong.
    const last = wreck.kind === 'operation' ? await this.#arm.look() : view;
    if (this.#arm.isGone) return undefined;
    const told = wreckOf(last) ?? wreck;
    return this.#failure(last, told.what, remedy, told);
  }

  #timedOut(view: View): Promise<DeploymentFailure> {
    const what = `it did not become so within ${formatElapsed(this.#request.timeoutMs)} (wait-timeout)`;
    const remedy =
      'See what it is busy with in the log lines below. If init() only needs longer, raise wait-timeout; otherwise check that the server listens on `port` and answers on `health-path`.';
    return this.#failure(view, what, remedy);
  }

  async #failure(view: View, what: string, remedy: string, wreck?: Wreck): Promise<DeploymentFailure> {
    const { plan, groups, operation, clock, repository } = this.#request;
    const read = new AbortController();
    await Promise.race([this.#logs.read(view.group), clock.sleep(LAST_LOGS_MS, read.signal)]);
    read.abort();
    return deploymentFailure({
      service: plan.name,
      what,
      said: wreck?.said,
      remedy,
      repository,
      view,
      logs: inOrder(view.group, this.#logs.kept),
      outcome: this.health.outcome,
      state: serviceState(view, this.health.isHealthy, wreck),
      endpoint: endpointOf(view.group, plan.scoringPath),
      portalUrl: groups.portalUrl(plan.groupName),
      correlationId: operation?.correlationId,
    });
  }
}

/** The logs in the order of the containers: the scoring container's first. */
function inOrder(
  group: ContainerGroup | undefined,
  logs: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const entries = (group?.containers ?? []).map(({ name }) => [name, logs.get(name)] as const);
  return new Map(entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}
