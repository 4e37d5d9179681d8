import { armError } from '../arm/errors.ts';
import type { WireAnswer } from '../types.ts';
import type { GroupBody, GroupProperties } from './schema.ts';

/** What a group asks for, added up over its containers. */
export interface Demand {
  readonly cpu: number;
  readonly memoryInGB: number;
}

/** Looks at one body; undefined means that nothing is wrong. */
type Check = (group: string, body: GroupBody) => WireAnswer | undefined;

/** The rule in the service's own message. Source: issue 38 of derekbekoe/vscode-spot. */
const DNS_LABEL = /^[a-z][a-z0-9-]{3,61}[a-z0-9]$/;
/** Source: MicrosoftDocs/azure-compute-docs:articles/container-instances/container-instances-troubleshooting.md */
const CONTAINER_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** Source: MicrosoftDocs/azure-compute-docs:articles/container-instances/container-instances-resource-and-quota-limits.md */
const MAX_PORTS = 5;

const CHECKS: readonly Check[] = [
  osType,
  containerNames,
  resources,
  limits,
  variables,
  credentials,
  ports,
  dnsLabel,
  spot,
  mounts,
];

/** The refusal of a body that is wrong in itself, whatever else exists. */
export function bodyRefusal(group: string, body: GroupBody): WireAnswer | undefined {
  for (const check of CHECKS) {
    const refusal = check(group, body);
    if (refusal) return refusal;
  }
  return undefined;
}

/** CPU and memory of all containers. */
export function demandOf(properties: GroupProperties): Demand {
  const requests = properties.containers.map((container) => container.properties.resources?.requests);
  return {
    cpu: requests.reduce((sum, request) => sum + (request?.cpu ?? 0), 0),
    memoryInGB: requests.reduce((sum, request) => sum + (request?.memoryInGB ?? 0), 0),
  };
}

function refuse(code: string, message: string): WireAnswer {
  return armError(400, code, message);
}

function osType(_group: string, { properties }: GroupBody): WireAnswer | undefined {
  if (/^(linux|windows)$/i.test(properties.osType ?? '')) return undefined;
  return refuse(
    'InvalidOsType',
    "The 'osType' for container group '<null>' is invalid. The value must be one of 'Windows,Linux'.",
  );
}

/** The code is not recorded anywhere; the rule is documented. */
function containerNames(group: string, { properties }: GroupBody): WireAnswer | undefined {
  const all = [...properties.containers, ...(properties.initContainers ?? [])].map(({ name }) => name);
  const bad = all.find((name, index) => !CONTAINER_NAME.test(name) || all.indexOf(name) !== index);
  if (bad === undefined) return undefined;
  const rule =
    "It must be unique and match the regex '[a-z0-9]([-a-z0-9]*[a-z0-9])?' with at most 63 characters";
  return refuse(
    'InvalidContainerName',
    `The container name '${bad}' in container group '${group}' is invalid. ${rule}.`,
  );
}

function resources(group: string, { properties }: GroupBody): WireAnswer | undefined {
  for (const { name, properties: container } of properties.containers) {
    const requests = container.resources?.requests;
    const where = `in container '${name}' of container group '${group}'`;
    if (!requests) {
      return refuse('ResourceRequestsNotSpecified', `The resource requests are not specified ${where}.`);
    }
    const missing =
      requests.cpu === undefined ? 'Cpu' : requests.memoryInGB === undefined ? 'MemoryInGB' : undefined;
    if (missing) {
      return refuse(
        'ResourceSomeRequestsNotSpecified',
        `The '${missing}' request is not specified ${where}.`,
      );
    }
  }
  return undefined;
}

function limits(group: string, { properties }: GroupBody): WireAnswer | undefined {
  const total = demandOf(properties);
  for (const { name, properties: container } of properties.containers) {
    for (const [label, field] of [
      ['Cpu', 'cpu'],
      ['MemoryInGB', 'memoryInGB'],
    ] as const) {
      const limit = container.resources?.limits?.[field];
      const request = container.resources?.requests?.[field] ?? 0;
      if (limit === undefined) continue;
      if (limit < request) {
        const message = `The '${label}' limit '${limit}' in container '${name}' is less than the request '${request}'. The '${label}' limit value must be greater than or equal to the request value.`;
        return refuse('ResourceLimitsLessThanRequests', message);
      }
      if (limit > total[field]) {
        const message = `The '${label}' limit '${limit}' in container '${name}' is greater than the total request '${total[field]}' of container group '${group}'.`;
        return refuse('ContainerLimitGreaterThanContainerGroupTotalRequest', message);
      }
    }
  }
  return undefined;
}

function variables(group: string, { properties }: GroupBody): WireAnswer | undefined {
  for (const container of [...properties.containers, ...(properties.initContainers ?? [])]) {
    const bad = container.properties.environmentVariables?.find(
      ({ value, secureValue }) => (value === undefined) === (secureValue === undefined),
    );
    if (!bad) continue;
    const rule =
      "One and only one property of 'value' and 'secureValue' can be specified in environment variable.";
    const message = `The environment variable '${bad.name}' in container '${container.name}' of container group '${group}' is invalid. ${rule}`;
    return refuse('InvalidEnvironmentVariable', message);
  }
  return undefined;
}

function credentials(group: string, { identity, properties }: GroupBody): WireAnswer | undefined {
  const given = properties.imageRegistryCredentials ?? [];
  const containers = properties.containers.length + (properties.initContainers?.length ?? 0);
  const where = `in 'imageRegistryCredentials' of container group '${group}'`;
  if (given.length > containers) {
    const message = `The number of image registry credentials ${where} is more than the number of its containers.`;
    return refuse('MoreImageRegistryCredentialsThanContainers', message);
  }
  const known = Object.keys(identity?.userAssignedIdentities ?? {}).map((id) => id.toLowerCase());
  for (const credential of given) {
    if ((credential.username === undefined) === (credential.identity === undefined)) {
      const message = `The credential type for server '${credential.server}' ${where} cannot be detected. Please set exactly one of username or identity.`;
      return refuse('AmbiguousImageResitryCredentialType', message);
    }
    if (credential.identity !== undefined && !known.includes(credential.identity.toLowerCase())) {
      const message = `The identity ${where} not found in container group identity list.`;
      return refuse('InvalidImageRegistryIdentity', message);
    }
  }
  return undefined;
}

/** The codes of the port rules are not recorded anywhere; the rules are documented. */
function ports(group: string, { properties }: GroupBody): WireAnswer | undefined {
  const asked = properties.ipAddress?.ports.map(({ port }) => port) ?? [];
  const exposed = properties.containers.flatMap(
    ({ properties: container }) => container.ports?.map(({ port }) => port) ?? [],
  );
  if (asked.length > MAX_PORTS) {
    return refuse(
      'TooManyPorts',
      `The container group '${group}' has ${asked.length} ports. At most ${MAX_PORTS} are allowed.`,
    );
  }
  const wrong = [...asked, ...exposed].find((port) => port < 1 || port > 65535 || isReserved(port));
  if (wrong !== undefined) {
    return refuse('InvalidPort', `The port '${wrong}' in container group '${group}' is invalid or reserved.`);
  }
  const unserved = asked.find((port) => !exposed.includes(port));
  if (unserved === undefined) return undefined;
  const message = `The port '${unserved}' of the IP address of container group '${group}' is not exposed by any container.`;
  return refuse('InvalidIPAddressPort', message);
}

/** Ports of the platform. Source: MicrosoftDocs/azure-compute-docs:articles/container-instances/container-instances-faq.yml */
function isReserved(port: number): boolean {
  const ranges = [
    [22, 22],
    [1025, 1027],
    [3389, 3399],
    [9999, 9999],
    [19000, 19000],
    [19080, 19080],
    [19100, 19100],
    [19390, 19390],
    [20000, 30000],
    [49152, 65534],
  ] as const;
  return ranges.some(([from, to]) => port >= from && port <= to);
}

function dnsLabel(group: string, { properties }: GroupBody): WireAnswer | undefined {
  const label = properties.ipAddress?.dnsNameLabel;
  if (label === undefined || DNS_LABEL.test(label)) return undefined;
  const rule =
    'It can contain only lowercase letters, numbers and hyphens. The first character must be a letter. The last character must be a letter or number. The value must be between 5 and 63 characters long.';
  return refuse(
    'InvalidDnsNameLabel',
    `The DNS name label '${label}' in container group '${group}' is invalid. ${rule}`,
  );
}

function spot(_group: string, { properties }: GroupBody): WireAnswer | undefined {
  if (properties.priority !== 'Spot' || !properties.ipAddress) return undefined;
  const message = 'Spot Priority is not supported for container groups with inbound connectivity.';
  return refuse('SpotPriorityContainerGroupNotSupportedForInboundConnectivity', message);
}

/** The code is not recorded anywhere. */
function mounts(group: string, { properties }: GroupBody): WireAnswer | undefined {
  const known = new Set((properties.volumes ?? []).map(({ name }) => name));
  for (const container of [...properties.containers, ...(properties.initContainers ?? [])]) {
    const bad = container.properties.volumeMounts?.find(({ name }) => !known.has(name));
    if (!bad) continue;
    const message = `The volume '${bad.name}' mounted in container '${container.name}' is not found in container group '${group}'.`;
    return refuse('VolumeMountNotFound', message);
  }
  return undefined;
}
