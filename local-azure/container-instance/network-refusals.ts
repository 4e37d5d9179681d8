import { armError } from '../arm/errors.ts';
import type { WireAnswer } from '../types.ts';
import type { GroupBody } from './schema.ts';

/** The rule in the service's own message. Source: issue 38 of derekbekoe/vscode-spot. */
const DNS_LABEL = /^[a-z][a-z0-9-]{3,61}[a-z0-9]$/;
/** Source: MicrosoftDocs/azure-compute-docs:articles/container-instances/container-instances-resource-and-quota-limits.md */
const MAX_PORTS = 5;

/** The codes of the port rules are not recorded anywhere; the rules are documented. */
export function ports(group: string, { properties }: GroupBody): WireAnswer | undefined {
  const asked = properties.ipAddress?.ports.map(({ port }) => port) ?? [];
  const exposed = properties.containers.flatMap(
    ({ properties: container }) => container.ports?.map(({ port }) => port) ?? [],
  );
  if (asked.length > MAX_PORTS) {
    return armError(
      400,
      'TooManyPorts',
      `The container group '${group}' has ${asked.length} ports. At most ${MAX_PORTS} are allowed.`,
    );
  }
  const wrong = [...asked, ...exposed].find((port) => port < 1 || port > 65535 || isReserved(port));
  if (wrong !== undefined) {
    return armError(
      400,
      'InvalidPort',
      `The port '${wrong}' in container group '${group}' is invalid or reserved.`,
    );
  }
  const unserved = asked.find((port) => !exposed.includes(port));
  if (unserved === undefined) return undefined;
  const message = `The port '${unserved}' of the IP address of container group '${group}' is not exposed by any container.`;
  return armError(400, 'InvalidIPAddressPort', message);
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

/** The code is not recorded; the words are. */
export function dnsLabel(group: string, { properties }: GroupBody): WireAnswer | undefined {
  const label = properties.ipAddress?.dnsNameLabel;
  if (label === undefined || DNS_LABEL.test(label)) return undefined;
  const rule =
    'It can contain only lowercase letters, numbers and hyphens. The first character must be a letter. The last character must be a letter or number. The value must be between 5 and 63 characters long.';
  return armError(
    400,
    'InvalidDnsNameLabel',
    `The DNS name label '${label}' in container group '${group}' is invalid. ${rule}`,
  );
}

/** Spot groups cannot be reached from outside. */
export function spot(_group: string, { properties }: GroupBody): WireAnswer | undefined {
  if (properties.priority !== 'Spot' || !properties.ipAddress) return undefined;
  const message = 'Spot Priority is not supported for container groups with inbound connectivity.';
  return armError(400, 'SpotPriorityContainerGroupNotSupportedForInboundConnectivity', message);
}
