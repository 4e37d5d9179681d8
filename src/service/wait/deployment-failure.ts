import { ActionError, error } from '../../findings.ts';
import type { AzureDetails } from '../../findings.ts';
import { causeSentence, diagnose } from '../../diagnosis/diagnose.ts';
import { trimmed } from '../../diagnosis/evidence.ts';
import { linesOf } from '../../diagnosis/match.ts';
import { quote } from '../../diagnosis/place.ts';
import type { Diagnosis } from '../../diagnosis/types.ts';
import { describeEvent } from './events.ts';
import { describeOutcome } from './progress.ts';
import type { WaitEnd } from './symptoms.ts';
import { symptomsOf } from './symptoms.ts';
import type { Endpoint, ServiceState } from '../types.ts';
import type { View } from './view.ts';
import { exitCodeOf } from './view.ts';

/** Events shown as evidence. */
const SHOWN_EVENTS = 15;

/** What a run can still publish about a service that did not become healthy. */
export interface FailedService {
  readonly state: ServiceState;
  readonly endpoint?: Endpoint;
  /** What the symptoms tell, the surest first; empty when no rule knows them. */
  readonly diagnoses: readonly Diagnosis[];
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
export interface Autopsy extends WaitEnd {
  /** What happened, without a period. Our own words. */
  readonly what: string;
  /** What Azure said of it; shown in the message only where nothing better is known. */
  readonly said?: string | undefined;
  /** Advice where no cause is found. */
  readonly remedy: string;
  readonly state: ServiceState;
  readonly endpoint?: Endpoint | undefined;
  readonly portalUrl: string;
  /** Of the deployment. */
  readonly correlationId?: string | undefined;
}

/** The error that ends a wait: what happened, why, what to do, and the evidence. */
export function deploymentFailure(autopsy: Autopsy): DeploymentFailure {
  const diagnoses = diagnose(symptomsOf(autopsy));
  const { state, endpoint, view, portalUrl, correlationId, remedy } = autopsy;
  const [first] = diagnoses;
  const code = view.operation?.error?.code;
  const azure: AzureDetails = { portalUrl, ...(code && { code }), ...(correlationId && { correlationId }) };
  const finding = error(headline(autopsy, first), {
    remedy: first?.remedy ?? remedy,
    ...(first?.place && { place: first.place }),
    azure,
    evidence: evidenceOf(autopsy, diagnoses),
  });
  return new DeploymentFailure({ state, diagnoses, ...(endpoint && { endpoint }) }, [finding]);
}

function headline({ service, what, said }: Autopsy, first: Diagnosis | undefined): string {
  const happened = `The service ${service} is not healthy: ${what}`;
  if (first) return `${happened}. ${causeSentence(first)}`;
  return said ? `${happened}: ${quote(said)}` : `${happened}.`;
}

function evidenceOf({ view, logs, outcome }: Autopsy, diagnoses: readonly Diagnosis[]): string[] {
  const [first, ...others] = diagnoses;
  const containers = view.group?.containers ?? [];
  return [
    ...section('What points to the cause:', trimmed(first?.evidence ?? [])),
    ...others.flatMap((other) => [
      ...section(`${causeSentence(other)} ${other.remedy}`, trimmed(other.evidence)),
    ]),
    ...section(
      'Containers:',
      containers.map((container) => containerLine(container, view)),
    ),
    ...section('Events of this deployment:', trimmed(view.events.slice(-SHOWN_EVENTS).map(describeEvent))),
    ...[...logs].flatMap(([container, log]) =>
      section(`Last lines of the log of ${container}:`, trimmed(linesOf(log.trimEnd()))),
    ),
    ...(outcome ? [`Last seen: ${describeOutcome(outcome)}`] : []),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
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
