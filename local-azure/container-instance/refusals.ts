import { armError } from '../arm/errors.ts';
import type { WireAnswer } from '../types.ts';
import { dnsLabel, ports, spot } from './network-refusals.ts';
import type { GroupBody, GroupProperties } from './schema.ts';

/** What a group asks for, added up over its containers. */
export interface Demand {
  readonly cpu: number;
  readonly memoryInGB: number;
}

/** Looks at one body; undefined means that nothing is wrong. */
type Check = (group: string, body: GroupBody) => WireAnswer | undefined;

/** Source: MicrosoftDocs/azure-compute-docs:articles/container-instances/container-instances-troubleshooting.md */
const CONTAINER_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

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

/** An answer of 400. */
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
