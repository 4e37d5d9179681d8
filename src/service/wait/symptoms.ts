import type { Container } from '@azure/arm-containerinstance';
import type { ContainerFacts, Repository, Symptoms } from '../../diagnosis/types.ts';
import type { Outcome } from './health.ts';
import { frontEndName } from '../plan/names.ts';
import type { View } from './view.ts';
import { exitCodeOf, stateOf, unfinishedState } from './view.ts';

/** What the health path of a healthy service answers. */
const HEALTHY = 200;

/** What a wait knows when it ends badly. */
export interface WaitEnd {
  readonly service: string;
  readonly view: View;
  /** Last logs by container name. */
  readonly logs: ReadonlyMap<string, string>;
  readonly outcome: Outcome | undefined;
  readonly repository?: Repository | undefined;
}

/** The symptoms of a deployment that did not become healthy. Pure. */
export function symptomsOf({ service, view, logs, outcome, repository = {} }: WaitEnd): Symptoms {
  const { group, operation, events } = view;
  const error = operation?.error;
  const status = statusOf(outcome);
  const unfinished = unfinishedState(view);
  return {
    containers: (group?.containers ?? []).map((container) => factsOf(container, service, view, logs)),
    events: [...events, ...(error ? [{ name: error.code, message: error.message }] : [])],
    ...(unfinished !== undefined && { unfinished }),
    ...(status !== undefined && { healthStatus: status }),
    answers: [],
    repository,
  };
}

/** Only our own front end passes the health path on; what anybody else answers says nothing. */
function statusOf(outcome: Outcome | undefined): number | undefined {
  if (outcome?.kind === 'healthy') return HEALTHY;
  return outcome?.kind === 'answer' && outcome.revision !== undefined ? outcome.status : undefined;
}

function factsOf(
  container: Container,
  service: string,
  { since, restarts }: View,
  logs: WaitEnd['logs'],
): ContainerFacts {
  const { name, resources, ports, readinessProbe } = container;
  const exitCode = exitCodeOf(container, since);
  const port = readinessProbe?.httpGet?.port ?? ports?.[0]?.port;
  const healthPath = readinessProbe?.httpGet?.path;
  return {
    name,
    isFrontEnd: name === frontEndName(service),
    state: stateOf(container),
    ...(exitCode !== undefined && { exitCode }),
    restarts: restarts.get(name) ?? 0,
    log: logs.get(name) ?? '',
    ...(port !== undefined && { port }),
    ...(healthPath !== undefined && { healthPath }),
    memoryInGB: resources.requests.memoryInGB,
  };
}
