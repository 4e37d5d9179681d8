import type { Container, EnvironmentVariable, ResourceRequests } from '@azure/arm-containerinstance';
import type { Finding } from '../../findings.ts';
import { notice } from '../../findings.ts';
import { FRONT_END_RESOURCES } from './front-end.ts';
import { SERVER_TIMEOUT_MARGIN_MS, livenessProbe, readinessProbe } from './probes.ts';
import type { ServiceRequest } from '../types.ts';

/** Least cores and GB of a whole group. Source: https://learn.microsoft.com/azure/container-instances/container-instances-resource-and-quota-limits */
const GROUP_MINIMUM = { cpu: 1, memoryInGB: 1 } as const;
/** ACI takes memory with one decimal place. Source: `Azure/aci-deploy:action.yml`. Cores: two, as far as is known. */
const DECIMALS = { cpu: 2, memoryInGB: 1 } as const;
/** gunicorn's own limit, in seconds: `WORKER_TIMEOUT` of azureml-inference-server-http. */
const WORKER_TIMEOUT_S = 300;

/** The scoring container and what was changed about its resources. */
export interface PlannedContainer {
  readonly container: Container;
  readonly findings: readonly Finding[];
}

/** Plans the container with the model. Its name is the service's, as in v1. */
export function scoringContainer(request: ServiceRequest): PlannedContainer {
  const requests = { cpu: planned(request, 'cpu'), memoryInGB: planned(request, 'memoryInGB') };
  return {
    container: {
      name: request.name,
      image: request.image,
      ports: [{ port: request.port, protocol: 'TCP' }],
      environmentVariables: variables(request),
      resources: { requests },
      readinessProbe: readinessProbe(request),
      livenessProbe: livenessProbe(request),
    },
    findings: changes(request, requests),
  };
}

type Resource = keyof typeof GROUP_MINIMUM;
const UNITS: Readonly<Record<Resource, string>> = { cpu: 'CPU', memoryInGB: 'GB' };

/** What is asked for, rounded up to what ACI can count, and at least what the group lacks to its minimum. */
function planned(request: ServiceRequest, kind: Resource): number {
  return Math.max(roundUp(request[kind], DECIMALS[kind]), leastOfScoring(kind));
}

function leastOfScoring(kind: Resource): number {
  return roundUp(GROUP_MINIMUM[kind] - FRONT_END_RESOURCES[kind], DECIMALS[kind]);
}

function roundUp(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  // 1.1 * 10 is 11.000000000000002: such dust must not make it 1.2.
  return Math.ceil(value * scale - 1e-6) / scale;
}

function changes(request: ServiceRequest, requests: ResourceRequests): Finding[] {
  return (['cpu', 'memoryInGB'] as const).flatMap((kind) => {
    const [from, to] = [request[kind], requests[kind]];
    if (from === to) return [];
    const why = from < leastOfScoring(kind) ? minimumOf(kind) : 'Azure counts no finer';
    return [
      notice(`The ${kind} of the scoring container is raised from ${from} to ${to}: ${why}.`, {
        input: 'deployment-config',
      }),
    ];
  });
}

function minimumOf(kind: Resource): string {
  const unit = UNITS[kind];
  return `a container group needs ${GROUP_MINIMUM[kind]} ${unit} in all, and the front end takes ${FRONT_END_RESOURCES[kind]} ${unit}`;
}

/** The user's variables, and the time-outs of the scoring server where the user set none. */
function variables(request: ServiceRequest): EnvironmentVariable[] {
  const timeoutMs = request.scoringTimeoutMs + SERVER_TIMEOUT_MARGIN_MS;
  const defaults = [{ name: 'SCORING_TIMEOUT_MS', value: String(timeoutMs) }];
  if (timeoutMs > WORKER_TIMEOUT_S * 1000)
    defaults.push({ name: 'WORKER_TIMEOUT', value: String(Math.ceil(timeoutMs / 1000)) });
  const taken = new Set(request.variables.map(({ name }) => name));
  return [
    ...request.variables.map(({ name, value, secure }) =>
      secure ? { name, secureValue: value } : { name, value },
    ),
    ...defaults.filter(({ name }) => !taken.has(name)),
  ];
}
