import { request } from 'node:http';
import type { PortMap } from './address.ts';
import type { Probe } from './types.ts';

/** Undefined when the probe succeeded, else why not, in Kubernetes' words. */
export type ProbeResult = string | undefined;

/** Where and how a container is probed. */
export interface ProbeTarget {
  readonly host: string;
  readonly ports: PortMap;
  /** Runs a command in the container; resolves with its exit code. */
  readonly exec: (command: readonly string[], timeoutMs: number) => Promise<number>;
  /** What every probe finds, whatever the container does. */
  readonly failure?: string;
}

/** Runs a probe once. */
export async function probeOnce(probe: Probe, target: ProbeTarget, secondMs: number): Promise<ProbeResult> {
  const timeoutMs = probe.timeoutSeconds * secondMs;
  if (target.failure !== undefined) return target.failure;
  if (probe.action.kind === 'http') return httpProbe(probe.action, target, timeoutMs);
  const code = await target.exec(probe.action.command, timeoutMs);
  return code === 0 ? undefined : `exec probe failed with exit code ${code}`;
}

interface WatchOptions {
  readonly probe: Probe;
  readonly target: ProbeTarget;
  readonly secondMs: number;
  readonly signal: AbortSignal;
  /** Every failed attempt. */
  readonly onFailure: (message: string) => void;
  /** The verdict changed: `failureThreshold` failures or `successThreshold` successes in a row. */
  readonly onVerdict: (isGood: boolean) => void;
}

/** Probes until the signal aborts. */
export async function watchProbe(options: WatchOptions): Promise<void> {
  const { probe, secondMs, signal } = options;
  const isOver = (): boolean => signal.aborted;
  let failures = 0;
  let successes = 0;
  await pause(probe.initialDelaySeconds * secondMs, signal);
  while (!isOver()) {
    const started = Date.now();
    const failure = await probeOnce(probe, options.target, secondMs);
    if (isOver()) return;
    if (failure === undefined) failures = 0;
    else successes = 0;
    if (failure !== undefined) options.onFailure(failure);
    if (failure === undefined && ++successes === probe.successThreshold) options.onVerdict(true);
    if (failure !== undefined && ++failures === probe.failureThreshold) options.onVerdict(false);
    await pause(probe.periodSeconds * secondMs - (Date.now() - started), signal);
  }
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

type HttpAction = Extract<Probe['action'], { kind: 'http' }>;

function httpProbe(action: HttpAction, target: ProbeTarget, timeoutMs: number): Promise<ProbeResult> {
  const port = target.ports.get(action.port) ?? action.port;
  const asked = `Get "http://${target.host}:${String(action.port)}${action.path}"`;
  return new Promise((resolve) => {
    const call = request({
      host: target.host,
      port,
      path: action.path,
      headers: action.headers,
      agent: false,
    });
    const timer = setTimeout(() => {
      resolve(`${asked}: context deadline exceeded (Client.Timeout exceeded while awaiting headers)`);
      call.destroy();
    }, timeoutMs);
    const finish = (result: ProbeResult): void => {
      clearTimeout(timer);
      call.destroy();
      resolve(result);
    };
    call.on('response', ({ statusCode = 0 }) => finish(verdict(statusCode)));
    call.on('error', (cause) =>
      finish(`${asked}: dial tcp ${target.host}:${String(action.port)}: ${connectError(cause)}`),
    );
    call.end();
  });
}

/** Kubernetes takes 200 to 399 for good. */
function verdict(status: number): ProbeResult {
  return status >= 200 && status < 400 ? undefined : `HTTP probe failed with statuscode: ${status}`;
}

/** Kubernetes is written in Go, whose words for a closed port are these. */
function connectError(cause: NodeJS.ErrnoException): string {
  return cause.code === 'ECONNREFUSED' ? 'connect: connection refused' : cause.message;
}
