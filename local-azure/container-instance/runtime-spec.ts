import type { ContainerSpec, GroupSpec, Probe, VolumeSpec } from '../containers/types.ts';
import type { ContainerBody, GroupProperties, ProbeBody } from './schema.ts';

/** Kubernetes' defaults of a probe. */
const PROBE_DEFAULTS = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  failureThreshold: 3,
  successThreshold: 1,
};

/** What the runtime has to run for a group's properties. */
export function groupSpec(properties: GroupProperties): GroupSpec {
  return {
    restartPolicy: properties.restartPolicy ?? 'Always',
    initContainers: (properties.initContainers ?? []).map(({ name, properties: init }) =>
      containerSpec(name, init),
    ),
    containers: properties.containers.map(({ name, properties: container }) => ({
      ...containerSpec(name, container),
      ...(container.readinessProbe && { readiness: probeOf(container.readinessProbe) }),
      ...(container.livenessProbe && { liveness: probeOf(container.livenessProbe) }),
    })),
    volumes: (properties.volumes ?? []).map(volumeOf),
    publicPorts: properties.ipAddress?.ports.map(({ port }) => port) ?? [],
    containerPorts: properties.containers.flatMap(
      ({ properties: container }) => container.ports?.map(({ port }) => port) ?? [],
    ),
  };
}

type Runnable = Pick<
  ContainerBody['properties'],
  'image' | 'command' | 'environmentVariables' | 'volumeMounts'
>;

function containerSpec(name: string, properties: Runnable): ContainerSpec {
  const variables = properties.environmentVariables ?? [];
  return {
    name,
    image: properties.image,
    command: properties.command ?? [],
    environment: Object.fromEntries(
      variables.map(({ name, value, secureValue }) => [name, value ?? secureValue ?? '']),
    ),
    mounts: (properties.volumeMounts ?? []).map((mount) => ({ volume: mount.name, path: mount.mountPath })),
  };
}

function probeOf(probe: ProbeBody): Probe {
  const { exec, httpGet, ...times } = probe;
  return {
    ...PROBE_DEFAULTS,
    ...given(times),
    action: exec ? { kind: 'exec', command: exec.command } : httpAction(httpGet),
  };
}

function httpAction(httpGet: ProbeBody['httpGet']): Probe['action'] {
  const headers = (httpGet?.httpHeaders ?? []).map(({ name, value }) => [name, value]);
  return {
    kind: 'http',
    path: httpGet?.path ?? '/',
    port: httpGet?.port ?? 80,
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

/** The members that are there, so that defaults show through the others. */
function given(times: Omit<ProbeBody, 'exec' | 'httpGet'>): Partial<typeof PROBE_DEFAULTS> {
  return Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined));
}

function volumeOf(volume: NonNullable<GroupProperties['volumes']>[number]): VolumeSpec {
  const { name, secret, azureFile, gitRepo } = volume;
  if (secret) {
    const files = Object.entries(secret).map(([file, base64]) => [file, Buffer.from(base64, 'base64')]);
    return { kind: 'secret', name, files: Object.fromEntries(files) as Record<string, Buffer> };
  }
  // Message of a share that cannot be reached, from Microsoft's published example ContainerGroupsGet_Failed.
  if (azureFile)
    return { kind: 'unmountable', name, message: 'Output: mount error(2): No such file or directory' };
  if (gitRepo !== undefined)
    return { kind: 'unmountable', name, message: 'Output: git clone failed: no network' };
  return { kind: 'empty', name };
}
