import type { ContainerFaults, ContainerSpec, GroupSpec } from '../containers/types.ts';
import type { DeploymentFault } from './fault.ts';

/** What is to go wrong with the operation of one deployment. Times in milliseconds. */
export interface OperationFaults {
  /** Pending for at least this long; Infinity for ever. */
  readonly pendingMs: number;
  readonly failure?: {
    /** Undefined: the service's own words for a region without room. */
    readonly event?: string | undefined;
    readonly message?: string | undefined;
    /** Undefined: at once, and no container starts. */
    readonly afterMs?: number | undefined;
  };
  /** From the operation's success until the FQDN resolves. */
  readonly dnsMs: number;
}

/** What the faults of a deployment say about its operation. */
export function operationFaults(faults: readonly DeploymentFault[], secondMs: number): OperationFaults {
  const all = Object.assign({}, ...faults) as Partial<DeploymentFault>;
  const { stuck, pendingSeconds = 0, fails, dnsSeconds = 0 } = all;
  const afterMs = fails?.afterSeconds === undefined ? undefined : fails.afterSeconds * secondMs;
  return {
    pendingMs: stuck === true ? Infinity : pendingSeconds * secondMs,
    ...(fails && { failure: { ...fails, afterMs } }),
    dnsMs: dnsSeconds * secondMs,
  };
}

/** What is to run, with the faults of its containers and mounts. */
export function faultySpec(spec: GroupSpec, faults: readonly DeploymentFault[], secondMs: number): GroupSpec {
  const mountFailure = faults.find((fault) => fault.mountFailure !== undefined)?.mountFailure;
  return {
    ...spec,
    containers: spec.containers.map((container, at) => {
      const own = faults.filter((fault) =>
        fault.container === undefined ? at === 0 : fault.container === container.name,
      );
      return own.length === 0 ? container : faultyContainer(container, own, secondMs);
    }),
    volumes:
      mountFailure === undefined
        ? spec.volumes
        : [...spec.volumes, { kind: 'unmountable', name: 'faulty', message: mountFailure }],
  };
}

function faultyContainer(
  spec: ContainerSpec,
  own: readonly DeploymentFault[],
  secondMs: number,
): ContainerSpec {
  const { pull, pullFailures, slowStartSeconds, crash, neverReady } = Object.assign(
    {},
    ...own,
  ) as Partial<DeploymentFault>;
  const faults: ContainerFaults = {
    ...(pull !== undefined && { pull: { reason: pull, failures: pullFailures ?? Infinity } }),
    ...(slowStartSeconds !== undefined && { startDelayMs: slowStartSeconds * secondMs }),
    ...(crash && {
      crash: {
        exitCode: crash.exitCode,
        afterMs: crash.afterSeconds * secondMs,
        since: crash.since ?? 'start',
        times: crash.times ?? Infinity,
        log: crash.log ?? '',
      },
    }),
    ...(neverReady === true && { neverReady }),
  };
  return { ...spec, faults };
}
