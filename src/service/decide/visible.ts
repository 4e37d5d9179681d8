import type {
  Container,
  ContainerGroup,
  ContainerGroupIdentity,
  ContainerProbe,
  EnvironmentVariable,
  ImageRegistryCredential,
  InitContainerDefinition,
  IpAddress,
  Volume,
} from '@azure/arm-containerinstance';

/** Stands for a secret, on both sides: Azure never shows one. */
export const HIDDEN = '***';

/** Named things of one kind; the name goes into the path in brackets. */
type Named = ReadonlyMap<string, unknown>;

/** What Azure fills into a probe. Source: https://learn.microsoft.com/azure/container-instances/container-instances-liveness-probe */
const PROBE_DEFAULTS = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  failureThreshold: 3,
  successThreshold: 1,
  timeoutSeconds: 1,
} as const;

/**
 * What can be seen of a container group, as text by path: `containers[iris].resources.requests.cpu` -> `1`. What
 * Azure adds by itself (ids, states, addresses, defaults) is left out or the same in a plan and in Azure's answer.
 * Zones are left out as well: Azure chooses them.
 */
export function visibleState(group: ContainerGroup): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  flatten('', treeOf(group), state);
  return state;
}

function treeOf(group: ContainerGroup): Record<string, unknown> {
  return {
    location: (group.location ?? '').replaceAll(' ', '').toLowerCase(),
    sku: group.sku ?? 'Standard',
    priority: group.priority ?? 'Regular',
    osType: group.osType,
    restartPolicy: group.restartPolicy ?? 'Always',
    identity: identityOf(group.identity),
    containers: named(group.containers, containerOf),
    initContainers: named(group.initContainers, initContainerOf),
    imageRegistryCredentials: credentialsOf(group.imageRegistryCredentials),
    ipAddress: group.ipAddress && addressOf(group.ipAddress),
    subnetIds: group.subnetIds?.map(({ id }) => id.toLowerCase()),
    dnsConfig: group.dnsConfig,
    volumes: named(group.volumes, volumeOf),
    diagnostics: group.diagnostics?.logAnalytics && {
      logAnalytics: { ...group.diagnostics.logAnalytics, workspaceKey: HIDDEN },
    },
    encryptionProperties: group.encryptionProperties,
    extensions: named(group.extensions, ({ extensionType, version, settings }) => ({
      extensionType,
      version,
      settings,
    })),
    tags: new Map(Object.entries(group.tags ?? {})),
  };
}

/** Puts every text, number and list into the map. What is empty is as good as absent. */
function flatten(path: string, value: unknown, into: Map<string, string>): void {
  if (value === undefined || value === null || value === '') return;
  if (value instanceof Map) {
    for (const [name, inner] of value) flatten(`${path}[${String(name)}]`, inner, into);
  } else if (Array.isArray(value)) {
    if (value.length > 0) into.set(path, JSON.stringify(value));
  } else if (typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) flatten(path ? `${path}.${name}` : name, inner, into);
  } else {
    into.set(path, textOf(value));
  }
}

function textOf(value: unknown): string {
  // A core may come back as 0.8999999.
  return typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value);
}

function named<T extends { readonly name: string }>(
  items: readonly T[] | undefined,
  show: (item: T) => unknown,
): Named {
  return new Map((items ?? []).map((item) => [item.name, show(item)]));
}

function identityOf(identity: ContainerGroupIdentity | undefined): unknown {
  if (!identity?.type || identity.type === 'None') return undefined;
  const assigned = Object.keys(identity.userAssignedIdentities ?? {}).map((id) => id.toLowerCase());
  return { type: identity.type, userAssignedIdentities: assigned.sort() };
}

function containerOf(container: Container): unknown {
  const { image, command, resources, volumeMounts, securityContext, livenessProbe, readinessProbe } =
    container;
  return {
    image,
    command,
    ports: portsOf(container.ports),
    environmentVariables: variablesOf(container.environmentVariables),
    resources: { requests: resources.requests, limits: resources.limits },
    volumeMounts: named(volumeMounts, ({ mountPath, readOnly }) => ({
      mountPath,
      readOnly: readOnly ?? false,
    })),
    livenessProbe: livenessProbe && probeOf(livenessProbe),
    readinessProbe: readinessProbe && probeOf(readinessProbe),
    securityContext,
  };
}

function initContainerOf({
  image,
  command,
  environmentVariables,
  ...rest
}: InitContainerDefinition): unknown {
  const { volumeMounts, securityContext } = rest;
  return {
    image,
    command,
    environmentVariables: variablesOf(environmentVariables),
    volumeMounts,
    securityContext,
  };
}

/** An empty value and a secure one look alike in Azure's answer: there is none. */
function variablesOf(variables: readonly EnvironmentVariable[] | undefined): Named {
  return named(variables, ({ value }) => value || HIDDEN);
}

function portsOf(
  ports: readonly { readonly port: number; readonly protocol?: string }[] | undefined,
): string[] {
  return (ports ?? []).map(({ port, protocol }) => `${port}/${(protocol ?? 'TCP').toUpperCase()}`).sort();
}

function probeOf(probe: ContainerProbe): unknown {
  const { httpGet } = probe;
  return {
    ...PROBE_DEFAULTS,
    ...probe,
    httpGet: httpGet && {
      ...httpGet,
      path: httpGet.path ?? '/',
      scheme: (httpGet.scheme ?? 'http').toLowerCase(),
    },
  };
}

function credentialsOf(credentials: readonly ImageRegistryCredential[] | undefined): Named {
  return new Map(
    (credentials ?? []).map(({ server, username, identity }) => [
      server.toLowerCase(),
      username === undefined
        ? { identity: identity?.toLowerCase() }
        : { username: username.toLowerCase(), password: HIDDEN },
    ]),
  );
}

/** The label with its scope; not the address that Azure gave. */
function addressOf({ type, ports, dnsNameLabel, autoGeneratedDomainNameLabelScope }: IpAddress): unknown {
  const scope = dnsNameLabel && (autoGeneratedDomainNameLabelScope ?? 'Unsecure');
  return { type, ports: portsOf(ports), dnsNameLabel, autoGeneratedDomainNameLabelScope: scope };
}

/** Of a secret volume Azure tells not even the names of its files. */
function volumeOf({ azureFile, emptyDir, secret, gitRepo }: Volume): unknown {
  return {
    azureFile: azureFile && {
      shareName: azureFile.shareName,
      storageAccountName: azureFile.storageAccountName,
      readOnly: azureFile.readOnly ?? false,
    },
    emptyDir: emptyDir && '{}',
    secret: secret && HIDDEN,
    gitRepo,
  };
}
