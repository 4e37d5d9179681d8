import { ActionError, error } from '../findings.ts';
import type { AzureDetails } from '../findings.ts';
import type { Cause, Symptoms } from './cause.ts';
import { likelyCause } from './cause.ts';
import type { ServiceEvent } from './events.ts';
import { describeEvent } from './events.ts';
import type { Outcome } from './health.ts';
import { describeOutcome } from './progress.ts';
import type { Endpoint, ServiceState } from './types.ts';
import type { View } from './view.ts';
import { exitCodeOf } from './view.ts';

/** Lines of a log and events shown as evidence. */
const SHOWN_LINES = 30;
const SHOWN_EVENTS = 15;

/** What a run can still publish about a service that did not become healthy. */
export interface FailedService {
  readonly state: ServiceState;
  readonly endpoint?: Endpoint;
  readonly cause?: Cause;
}

/** A service that did not become healthy. */
export class DeploymentFailure extends ActionError {
  readonly service: FailedService;

  constructor(service: FailedService, ...given: ConstructorParameters<typeof ActionError>) {
    super(...given);
    this.name = 'DeploymentFailure';
    this.service = service;
  }
}

/** What is known when a wait ends badly. */
export interface Autopsy {
  readonly service: string;
  /** What happened, without a period. */
  readonly what: string;
  /** Advice where no cause is found. */
  readonly remedy: string;
  readonly view: View;
  readonly logs: ReadonlyMap<string, string>;
  readonly outcome: Outcome | undefined;
  readonly state: ServiceState;
  readonly endpoint?: Endpoint | undefined;
  readonly portalUrl: string;
}

/** The error that ends a wait: what happened, the likely cause, what to do, and the evidence. */
export function deploymentFailure(autopsy: Autopsy): DeploymentFailure {
  const cause = likelyCause(symptomsOf(autopsy));
  const { operation } = autopsy.view;
  const azure: AzureDetails = {
    portalUrl: autopsy.portalUrl,
    ...(operation?.error?.code && { code: operation.error.code }),
  };
  const finding = error(
    `The service ${autopsy.service} is not healthy: ${autopsy.what}.${cause ? ` ${cause.cause}` : ''}`,
    {
      remedy: cause?.remedy ?? autopsy.remedy,
      azure,
      evidence: evidenceOf(autopsy, cause),
    },
  );
  const { state, endpoint } = autopsy;
  return new DeploymentFailure({ state, ...(endpoint && { endpoint }), ...(cause && { cause }) }, [finding]);
}

function symptomsOf({ view, logs }: Autopsy): Symptoms {
  const { group, operation, since } = view;
  const codes = (group?.containers ?? []).map(
    (container) => [container.name, exitCodeOf(container, since)] as const,
  );
  const told: ServiceEvent[] = operation?.error
    ? [{ name: operation.error.code, message: operation.error.message, count: 1 }]
    : [];
  return {
    group,
    logs,
    events: [...view.events, ...told],
    exitCodes: new Map(codes.filter((entry): entry is readonly [string, number] => entry[1] !== undefined)),
  };
}

function evidenceOf({ view, logs, outcome }: Autopsy, cause: Cause | undefined): string[] {
  const events = view.events.slice(-SHOWN_EVENTS).map(describeEvent);
  return [
    ...section('What points to the cause:', cause?.evidence.slice(-SHOWN_LINES) ?? []),
    ...section(
      'Containers:',
      (view.group?.containers ?? []).map((container) => containerLine(container, view)),
    ),
    ...section('Events of this deployment:', events),
    ...[...logs].flatMap(([container, log]) => section(`Last lines of the log of ${container}:`, tail(log))),
    ...(outcome ? [`Last seen: ${describeOutcome(outcome)}`] : []),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function tail(log: string): string[] {
  return log.trimEnd().split(/\r?\n/).slice(-SHOWN_LINES);
}

function containerLine(
  container: NonNullable<View['group']>['containers'][number],
  { since, restarts }: View,
): string {
  const { currentState } = container.instanceView ?? {};
  const code = exitCodeOf(container, since);
  return [
    `${container.name}: ${currentState?.state ?? 'not started'}`,
    ...(currentState?.detailStatus ? [currentState.detailStatus] : []),
    ...(code === undefined ? [] : [`exit code ${code}`]),
    `restarts: ${restarts.get(container.name) ?? 0}`,
  ].join(', ');
}
