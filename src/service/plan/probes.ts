import type { ContainerProbe } from '@azure/arm-containerinstance';

/**
 * How much later than the front end the scoring server itself gives up a request, in milliseconds: the caller gets
 * the front end's 504, always, and the worker is free a moment later.
 */
export const SERVER_TIMEOUT_MARGIN_MS = 1_000;

/**
 * How much longer than the longest request a probe waits, in seconds. The scoring server has a single worker:
 * while it scores it cannot answer a probe, and must not be taken for dead.
 */
const PROBE_MARGIN_S = 5;
/** v1's default on AKS: a slow init() is not killed. Source: https://learn.microsoft.com/azure/machine-learning/v1/how-to-deploy-azure-kubernetes-service */
const LIVENESS_DELAY_S = 310;
/** Every failure takes the whole time-out when requests queue up, so a service is restarted after minutes of silence only. */
const FAILURES = 5;

/** What the probes ask: the scoring container's own port, because the front end is up long before it. */
export interface ProbeTarget {
  readonly port: number;
  readonly healthPath: string;
  readonly scoringTimeoutMs: number;
}

/** From the start, every 2 s: traffic is let in as soon as init() is through. */
export function readinessProbe(target: ProbeTarget): ContainerProbe {
  return { ...probe(target), initialDelaySeconds: 0, periodSeconds: 2 };
}

/** Restarts a server that hangs. */
export function livenessProbe(target: ProbeTarget): ContainerProbe {
  return { ...probe(target), initialDelaySeconds: LIVENESS_DELAY_S, periodSeconds: 30 };
}

/** The longest request that a probe was made for, in milliseconds, rounded up to whole seconds. */
export function scoringTimeoutOf(made: ContainerProbe | undefined): number {
  return ((made?.timeoutSeconds ?? 0) - PROBE_MARGIN_S) * 1000 - SERVER_TIMEOUT_MARGIN_MS;
}

function probe({ port, healthPath, scoringTimeoutMs }: ProbeTarget): ContainerProbe {
  return {
    httpGet: { path: healthPath, port, scheme: 'http' },
    failureThreshold: FAILURES,
    successThreshold: 1,
    timeoutSeconds: Math.ceil((scoringTimeoutMs + SERVER_TIMEOUT_MARGIN_MS) / 1000) + PROBE_MARGIN_S,
  };
}
