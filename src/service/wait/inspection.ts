import type { Container, ContainerGroup } from '@azure/arm-containerinstance';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Diagnosis } from '../../diagnosis/types.ts';
import type { Deployed } from '../decide/deployed.ts';
import { deployedOf } from '../decide/deployed.ts';
import type { ServiceEvent } from './events.ts';
import { eventsSince, isSince } from './events.ts';
import type { Outcome } from './health.ts';
import { describeOutcome } from './progress.ts';
import { serviceState, stateReasons } from './state.ts';
import { symptomsOf } from './symptoms.ts';
import { TAGS } from '../tags.ts';
import type { ServiceState } from '../types.ts';
import type { View } from './view.ts';
import { exitCodeOf, isRunning, stateOf } from './view.ts';
import { wreckOf } from './wreck.ts';

/** Milliseconds for which a container that runs again may still be in a crash loop: Kubernetes waits 5 minutes at most between two starts. */
const FRESH_MS = 600_000;

/** How a service is, at one moment. */
export interface Inspection {
  readonly groupName: string;
  readonly service: string;
  readonly state: ServiceState;
  /** Why it is not healthy, without a period; undefined when it is. */
  readonly what?: string;
  readonly deployed: Deployed;
  /** The scoring container first. */
  readonly containers: readonly ContainerStatus[];
  /** All that Azure still tells, the newest last; those of earlier deployments too. */
  readonly events: readonly ServiceEvent[];
  /** Since when every container has run, in milliseconds since the Unix epoch; undefined while one does not. */
  readonly upSince?: number;
  /** What the symptoms tell, the surest first; empty for a healthy service. */
  readonly diagnoses: readonly Diagnosis[];
}

/** How a container is. Times are milliseconds since the Unix epoch, by Azure's clock. */
export interface ContainerStatus {
  readonly name: string;
  /** Waiting, Running or Terminated. */
  readonly state: string;
  /** Azure's word for it, such as CrashLoopBackOff; empty mostly. */
  readonly detail: string;
  /** Since when it runs. */
  readonly since?: number;
  readonly restarts: number;
  /** How it ended last. */
  readonly exitCode?: number;
  readonly endedAt?: number;
}

/** What was found out about a group. */
export interface Seen {
  readonly group: ContainerGroup;
  /** What the endpoint does; undefined when it was not asked. Healthy means: it answers with the group's own revision. */
  readonly outcome: Outcome | undefined;
  /** Last logs by container name. */
  readonly logs: ReadonlyMap<string, string>;
  /** When it was seen, in milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Makes out how a service is, by the rules of a deployment: Azure's word alone is never enough. Pure. */
export function inspect(seen: Seen): Inspection {
  const { group, outcome } = seen;
  const view = viewOf(seen);
  // What went wrong before every container came up is over, and a group that was stopped is no wreck.
  const wreck = isRunning(view) || isStopped(group) ? undefined : wreckOf(view);
  const state = serviceState(view, outcome?.kind === 'healthy', wreck);
  const service = group.tags?.[TAGS.service] ?? '';
  return {
    groupName: group.name ?? '',
    service,
    state,
    ...(state !== 'Healthy' && { what: wreck?.what ?? stateReasons(group)[0] ?? whatEndpointDoes(outcome) }),
    deployed: deployedOf(group),
    containers: containersOf(group),
    events: eventsSince({ group, operation: [], since: undefined }),
    ...(isRunning(view) && upSince(group)),
    diagnoses:
      state === 'Healthy' || isStopped(group) ? [] : diagnose(symptomsOf({ ...seen, service, view })),
  };
}

function isStopped({ instanceView }: ContainerGroup): boolean {
  return instanceView?.state === 'Stopped';
}

function upSince({ containers }: ContainerGroup): Pick<Inspection, 'upSince'> {
  const starts = containers.map(startOf).filter((start) => start !== undefined);
  return starts.length === 0 ? {} : { upSince: Math.max(...starts) };
}

/** What Azure says of a group that nobody deploys, without what says nothing about how it is now. */
function viewOf({ group, now }: Seen): View {
  const containers = group.containers.map((each) => (isFresh(each, now) ? each : withoutPast(each)));
  const current = { ...group, containers };
  return {
    group: current,
    operation: undefined,
    events: eventsSince({ group, operation: [], since: undefined }).filter((event) =>
      isCurrent(event, current),
    ),
    restarts: new Map(containers.map(({ name, instanceView }) => [name, instanceView?.restartCount ?? 0])),
    since: undefined,
  };
}

/** True for a container that does not run or has not run for long: how it ended before is of interest. */
function isFresh(container: Container, now: number): boolean {
  return stateOf(container) !== 'Running' || now - (startOf(container) ?? now) < FRESH_MS;
}

function withoutPast(container: Container): Container {
  const instanceView = { ...container.instanceView, restartCount: 0 };
  delete instanceView.previousState;
  return { ...container, instanceView };
}

/**
 * Azure keeps the events of earlier deployments. Those of a container count from its last start on, and from the one
 * before where it has crashed since: they tell why.
 */
function isCurrent(event: ServiceEvent, { containers }: ContainerGroup): boolean {
  const { currentState, previousState } =
    containers.find(({ name }) => name === event.container)?.instanceView ?? {};
  return isSince(event, (previousState ?? currentState)?.startTime?.getTime());
}

function whatEndpointDoes(outcome: Outcome | undefined): string {
  const seen = outcome ? describeOutcome(outcome) : 'endpoint: it has no address';
  return `it does not answer with its revision (${seen})`;
}

function startOf({ instanceView }: Container): number | undefined {
  return instanceView?.currentState?.startTime?.getTime();
}

/** How the containers of a group are, the scoring container first. */
export function containersOf({ containers }: ContainerGroup): readonly ContainerStatus[] {
  return containers.map(statusOf);
}

function statusOf(container: Container): ContainerStatus {
  const { currentState, previousState, restartCount = 0 } = container.instanceView ?? {};
  const state = stateOf(container);
  const since = state === 'Running' ? startOf(container) : undefined;
  const exitCode = exitCodeOf(container, undefined);
  const endedAt = (currentState?.finishTime ?? previousState?.finishTime)?.getTime();
  return {
    name: container.name,
    state,
    detail: currentState?.detailStatus ?? '',
    ...(since !== undefined && { since }),
    restarts: restartCount,
    ...(exitCode !== undefined && { exitCode }),
    ...(exitCode !== undefined && endedAt !== undefined && { endedAt }),
  };
}
