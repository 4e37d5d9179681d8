import { error, warning, type Finding, type Place } from '../findings.ts';

/** Azure ML v1's rule for web services (azureml-core, webservice name validation). */
const SERVICE_NAME = { pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/, min: 3, max: 32 };

/** https://learn.microsoft.com/azure/container-instances/container-instances-troubleshooting#issues-during-container-group-deployment */
const CONTAINER_GROUP_NAME = { pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, min: 1, max: 63 };

/** From the service's own refusal, quoted in derekbekoe/vscode-spot#38. */
const DNS_NAME_LABEL = { pattern: /^[a-z][a-z0-9-]*[a-z0-9]$/, min: 5, max: 63 };

/** Ports that ACI keeps for itself: https://learn.microsoft.com/azure/container-instances/container-instances-faq */
const RESERVED_PORTS: readonly (readonly [first: number, last: number])[] = [
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
];

/** The public port of the front end. All containers of a group share one network, so nobody else may have it. */
const FRONT_END_PORT = 80;

/**
 * All but the characters that mean the same to a URL, to nginx and to ACI's probes. A percent sign, a quote or
 * a dollar does not.
 */
const NOT_IN_URL_PATH = /[^A-Za-z0-9._~:@+,/-]/u;

interface NameRule {
  readonly pattern: RegExp;
  readonly min: number;
  readonly max: number;
}

/** Checks the input `name`: the name of the service. */
export function checkServiceName(name: string): Finding[] {
  const problem = nameProblem(name, SERVICE_NAME);
  if (problem === undefined) return [];
  const remedy =
    'Use 3 to 32 lower-case letters, digits and hyphens; begin with a letter, end with a letter or digit.';
  return [error(`The service name "${name}" ${problem}.`, { input: 'name', remedy })];
}

/** Checks the input `container-group-name`. */
export function checkContainerGroupName(name: string): Finding[] {
  const input = 'container-group-name';
  const problem = nameProblem(name, CONTAINER_GROUP_NAME);
  const remedy = 'Use 1 to 63 lower-case letters, digits and hyphens, no hyphen first or last.';
  if (problem !== undefined)
    return [error(`The container group name "${name}" ${problem}.`, { input, remedy })];
  if (!name.includes('--')) return [];
  const message = `The container group name "${name}" has two hyphens in a row, which Azure may refuse.`;
  return [warning(message, { input, remedy: 'Use single hyphens.' })];
}

/** Checks the input `location`. Azure takes "West Europe" and "westeurope" for the same region. */
export function checkLocation(location: string): Finding[] {
  if (/^[a-z0-9 ]+$/i.test(location)) return [];
  const remedy = 'Write the name of a region such as westeurope; az account list-locations shows them.';
  return [error(`The location "${location}" is no Azure region.`, { input: 'location', remedy })];
}

/** Checks `dnsNameLabel` of the deployment config. */
export function checkDnsNameLabel(label: string, place?: Place): Finding[] {
  const problem = nameProblem(label, DNS_NAME_LABEL);
  if (problem === undefined) return [];
  const remedy =
    'Use 5 to 63 lower-case letters, digits and hyphens; begin with a letter, end with a letter or digit.';
  return [error(`The DNS name label "${label}" ${problem}.`, { remedy, ...(place && { place }) })];
}

/** Checks the input `port`: the port on which the scoring container listens. */
export function checkPort(port: number): Finding[] {
  const problem = portProblem(port);
  if (problem === undefined) return [];
  const remedy = 'Let the scoring server listen on another port, such as 5001, and name that port here.';
  return [error(`The port ${port} cannot be used: ${problem}.`, { input: 'port', remedy })];
}

/** Checks the inputs `health-path` and `scoring-path`. */
export function checkUrlPath(input: string, value: string): Finding[] {
  const problem = urlPathProblem(value);
  if (problem === undefined) return [];
  const remedy =
    'Write a plain path such as /score: letters, digits and - . _ ~ : @ + , between single slashes.';
  return [error(`The input ${input} ${problem}: "${value}".`, { input, remedy })];
}

function nameProblem(name: string, rule: NameRule): string | undefined {
  if (name.length < rule.min)
    return `is too short: it has ${name.length} characters, at least ${rule.min} are needed`;
  if (name.length > rule.max)
    return `is too long: it has ${name.length} characters, at most ${rule.max} are allowed`;
  if (rule.pattern.test(name)) return undefined;
  if (/[A-Z]/.test(name)) return 'has upper-case letters';
  const strange = /[^a-z0-9-]/u.exec(name)?.[0];
  if (strange !== undefined) return `has a character that is not allowed: "${strange}"`;
  return name.endsWith('-') ? 'ends with a hyphen' : `begins with "${name.slice(0, 1)}"`;
}

function portProblem(port: number): string | undefined {
  if (!Number.isInteger(port) || port < 1 || port > 65535) return 'a port is a whole number from 1 to 65535';
  if (port === FRONT_END_PORT) {
    return 'the front end that guards the service listens on port 80 of the same container group';
  }
  const range = RESERVED_PORTS.find(([first, last]) => port >= first && port <= last);
  if (range === undefined) return undefined;
  return `Azure Container Instances reserves ${range[0] === range[1] ? 'it' : `${range[0]} to ${range[1]}`} for itself`;
}

function urlPathProblem(value: string): string | undefined {
  if (!value.startsWith('/')) return 'must begin with a slash';
  if (/[?#]/.test(value)) return 'must be a path without a query or a fragment';
  const strange = NOT_IN_URL_PATH.exec(value)?.[0];
  if (strange !== undefined) return `has a character that is not allowed (${JSON.stringify(strange)})`;
  if (value.includes('//')) return 'must not have two slashes in a row';
  const dots = value.split('/').some((part) => part === '.' || part === '..');
  return dots ? 'must not have the parts "." and ".."' : undefined;
}
