import * as core from '@actions/core';
import type { CloudName } from './azure/clouds.ts';
import { CLOUD_NAMES } from './azure/clouds.ts';
import type { SignInInputs } from './azure/sign-in.ts';
import { checkDuration } from './config/duration.ts';
import type { Finding } from './findings.ts';
import { error } from './findings.ts';
import { checkProxies } from './proxy.ts';

/** What the workflow asked for, read once. Text that has a grammar of its own is parsed by the folder it belongs to. */
export interface Inputs {
  readonly mode: Mode;
  readonly dryRun: boolean;
  readonly name: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly workspace?: string;
  readonly workspaceResourceGroup?: string;
  readonly location?: string;
  /** One model reference a line. */
  readonly models: string;
  readonly inferenceConfig: string;
  readonly deploymentConfig: string;
  readonly image?: string;
  readonly port: number;
  readonly healthPath: string;
  readonly scoringPath: string;
  readonly registry?: string;
  readonly registryIdentity?: string;
  readonly registryUsername?: string;
  readonly registryPassword?: string;
  readonly containerGroupName?: string;
  readonly environmentVariables: string;
  readonly secureEnvironmentVariables: string;
  readonly primaryKey?: string;
  readonly secondaryKey?: string;
  /** One NAME=VALUE a line. */
  readonly tags: string;
  readonly smokeTest?: string;
  readonly waitTimeoutMs: number;
  readonly scoringTimeoutMs: number;
  /** Whether a service that is as it should be is deployed again. */
  readonly redeploy: Redeploy;
  /** How an existing service is updated. */
  readonly strategy: Strategy;
  /** What becomes of an update that failed after the living service was touched. */
  readonly onFailure: OnFailure;
  readonly signIn: SignInInputs;
  readonly cloud: CloudName;
}

const MODES = ['deploy'] as const;
export type Mode = (typeof MODES)[number];

const REDEPLOY = ['if-changed', 'always'] as const;
export type Redeploy = (typeof REDEPLOY)[number];

const STRATEGIES = ['verified', 'in-place'] as const;
export type Strategy = (typeof STRATEGIES)[number];

const ON_FAILURE = ['rollback', 'keep'] as const;
export type OnFailure = (typeof ON_FAILURE)[number];

/** Shortest and longest time a run may wait for Healthy, in milliseconds. A job of GitHub ends after 6 hours. */
const WAIT_TIMEOUT = { min: 10_000, max: 6 * 3_600_000 };
/** Shortest and longest time one scoring request may take, in milliseconds. The server's own default is one hour. */
const SCORING_TIMEOUT = { min: 1_000, max: 3_600_000 };

/** Inputs whose whole value is secret; index.ts masks them before anything else is said. */
const SECRET_INPUTS = ['client-secret', 'registry-password', 'primary-key', 'secondary-key'] as const;

/** Reads every input once. The findings name the inputs that cannot be understood; the rest is still usable. */
export function readInputs(): { inputs: Inputs; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const inputs: Inputs = {
    mode: oneOf('mode', MODES, findings),
    dryRun: flag('dry-run', findings),
    name: required('name', findings),
    ...target(),
    ...sources(),
    port: port(findings),
    healthPath: core.getInput('health-path') || '/',
    scoringPath: core.getInput('scoring-path') || '/score',
    ...registryAccess(),
    // Values are literal: spaces at the end of the last line belong to it.
    environmentVariables: core.getInput('environment-variables', { trimWhitespace: false }),
    secureEnvironmentVariables: core.getInput('secure-environment-variables', { trimWhitespace: false }),
    ...optional('primaryKey', 'primary-key'),
    ...optional('secondaryKey', 'secondary-key'),
    tags: core.getInput('tags'),
    ...optional('smokeTest', 'smoke-test'),
    waitTimeoutMs: duration('wait-timeout', '30m', WAIT_TIMEOUT, findings),
    scoringTimeoutMs: duration('scoring-timeout', '60s', SCORING_TIMEOUT, findings),
    redeploy: oneOf('redeploy', REDEPLOY, findings),
    strategy: oneOf('strategy', STRATEGIES, findings),
    onFailure: oneOf('on-failure', ON_FAILURE, findings),
    signIn: signIn(),
    cloud: oneOf('cloud', CLOUD_NAMES, findings),
  };
  return { inputs, findings: [...findings, ...checkProxies(process.env)] };
}

/** Values that must never be seen, to be masked before the first line is printed. */
export function readSecrets(): readonly string[] {
  return SECRET_INPUTS.map((name) => core.getInput(name)).filter((value) => value !== '');
}

type Target = Pick<
  Inputs,
  'subscriptionId' | 'resourceGroup' | 'workspace' | 'workspaceResourceGroup' | 'location'
>;

function target(): Target {
  return {
    ...optional('subscriptionId', 'subscription-id'),
    ...optional('resourceGroup', 'resource-group'),
    ...optional('workspace', 'workspace'),
    ...optional('workspaceResourceGroup', 'workspace-resource-group'),
    ...optional('location', 'location'),
    ...optional('containerGroupName', 'container-group-name'),
  };
}

function sources(): Pick<Inputs, 'models' | 'inferenceConfig' | 'deploymentConfig' | 'image'> {
  return {
    models: core.getInput('models'),
    inferenceConfig: core.getInput('inference-config') || 'inferenceconfig.json',
    deploymentConfig: core.getInput('deployment-config') || 'deploymentconfig.json',
    ...optional('image', 'image'),
  };
}

type RegistryAccess = Pick<Inputs, 'registry' | 'registryIdentity' | 'registryUsername' | 'registryPassword'>;

function registryAccess(): RegistryAccess {
  return {
    ...optional('registry', 'registry'),
    ...optional('registryIdentity', 'registry-identity'),
    ...optional('registryUsername', 'registry-username'),
    ...optional('registryPassword', 'registry-password'),
  };
}

function signIn(): SignInInputs {
  return {
    ...optional('clientId', 'client-id'),
    ...optional('tenantId', 'tenant-id'),
    ...optional('clientSecret', 'client-secret'),
    ...optional('creds', 'creds'),
    audience: core.getInput('audience') || 'api://AzureADTokenExchange',
  };
}

/** `{key: value}` when the input has a value, else `{}`: an absent input is an absent property. */
function optional<K extends string>(key: K, input: string): { readonly [P in K]?: string } {
  const value = core.getInput(input);
  return value === '' ? {} : ({ [key]: value } as { [P in K]: string });
}

function required(input: string, findings: Finding[]): string {
  const value = core.getInput(input);
  if (value === '') {
    findings.push(
      error(`The input ${input} is missing.`, {
        input,
        remedy: `Set \`${input}:\` under \`with:\` in the workflow.`,
      }),
    );
  }
  return value;
}

function flag(input: string, findings: Finding[]): boolean {
  const value = core.getInput(input);
  if (/^(|false|False|FALSE)$/.test(value)) return false;
  if (/^(true|True|TRUE)$/.test(value)) return true;
  findings.push(error(`The input ${input} is "${value}"; it takes true or false.`, { input }));
  return false;
}

/** Without the comma before the last "or". */
const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

function oneOf<T extends string>(input: string, allowed: readonly [T, ...T[]], findings: Finding[]): T {
  const value = core.getInput(input) || allowed[0];
  const found = allowed.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  if (found === undefined) {
    findings.push(error(`The input ${input} is "${value}"; it takes ${OR.format(allowed)}.`, { input }));
  }
  return found ?? allowed[0];
}

function port(findings: Finding[]): number {
  const value = core.getInput('port') || '5001';
  if (/^\d{1,5}$/.test(value)) return Number(value);
  findings.push(
    error(`The input port is "${value}"; it takes a port number such as 5001.`, { input: 'port' }),
  );
  return 5001;
}

function duration(
  input: string,
  byDefault: string,
  range: { min: number; max: number },
  findings: Finding[],
): number {
  const { ms, findings: found } = checkDuration(
    input,
    core.getInput(input) || byDefault,
    range.min,
    range.max,
  );
  findings.push(...found);
  return ms ?? range.min;
}
