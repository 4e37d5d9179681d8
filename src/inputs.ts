import * as core from '@actions/core';
import type { CloudName } from './azure/clouds.ts';
import { CLOUD_NAMES } from './azure/clouds.ts';
import type { SignInInputs } from './azure/sign-in/sign-in.ts';
import type { Field } from './config/values.ts';
import { duration, flag, oneOf, port, positive, required } from './config/values.ts';
import type { Finding } from './findings.ts';
import type { ChangeLimit } from './predictions/limit.ts';
import { parseChangeLimit } from './predictions/limit.ts';
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
  /** How an existing service is updated. Absent: verified, and in-place for a preview. */
  readonly strategy?: Strategy;
  /** What becomes of an update that failed after the living service was touched. */
  readonly onFailure: OnFailure;
  /** Whether a pull request gets a service of its own. */
  readonly preview: PreviewChoice;
  readonly previewTtlMs: number;
  readonly previewCpu?: number;
  readonly previewMemoryInGB?: number;
  /** Environment of the GitHub Deployment. */
  readonly environment?: string;
  /** Whether the pull request gets a comment. */
  readonly comment: boolean;
  readonly maxChangedPredictions?: ChangeLimit;
  readonly githubToken?: string;
  readonly signIn: SignInInputs;
  readonly cloud: CloudName;
}

const MODES = ['deploy', 'delete', 'prune', 'status', 'logs'] as const;
export type Mode = (typeof MODES)[number];

/** What need not be about one service. */
const NAMELESS: readonly Mode[] = ['prune', 'status'];

const REDEPLOY = ['if-changed', 'if-unhealthy', 'always'] as const;
export type Redeploy = (typeof REDEPLOY)[number];

const STRATEGIES = ['verified', 'in-place'] as const;
export type Strategy = (typeof STRATEGIES)[number];

const ON_FAILURE = ['rollback', 'keep'] as const;
export type OnFailure = (typeof ON_FAILURE)[number];

const PREVIEW = ['auto', 'true', 'false'] as const;
export type PreviewChoice = (typeof PREVIEW)[number];

/** Shortest and longest time a run may wait for Healthy, in milliseconds. A job of GitHub ends after 6 hours. */
const WAIT_TIMEOUT = { min: 10_000, max: 6 * 3_600_000 };
/** Shortest and longest time one scoring request may take, in milliseconds. The server's own default is one hour. */
const SCORING_TIMEOUT = { min: 1_000, max: 3_600_000 };

/** Shortest and longest life of a preview that nobody touches, in milliseconds. */
const PREVIEW_TTL = { min: 3_600_000, max: 90 * 86_400_000 };
const DEFAULT_PORT = 5001;

/** Inputs whose whole value is secret; index.ts masks them before anything else is said. */
const SECRET_INPUTS = [
  'client-secret',
  'registry-password',
  'primary-key',
  'secondary-key',
  'github-token',
] as const;

/** Reads every input once. The findings name the inputs that cannot be understood; the rest is still usable. */
export function readInputs(): { inputs: Inputs; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const field = (input: string): Field => ({ input, text: core.getInput(input), findings });
  const mode = oneOf(field('mode'), MODES);
  const inputs: Inputs = {
    mode,
    dryRun: flag(field('dry-run')),
    name: NAMELESS.includes(mode) ? core.getInput('name') : required(field('name')),
    ...target(),
    ...sources(),
    port: port(field('port'), DEFAULT_PORT),
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
    waitTimeoutMs: duration(field('wait-timeout'), '30m', WAIT_TIMEOUT),
    scoringTimeoutMs: duration(field('scoring-timeout'), '60s', SCORING_TIMEOUT),
    ...updates(field),
    ...preview(field),
    ...atGitHub(field),
    signIn: signIn(),
    cloud: oneOf(field('cloud'), CLOUD_NAMES),
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

type ReadField = (input: string) => Field;

function updates(field: ReadField): Pick<Inputs, 'redeploy' | 'strategy' | 'onFailure'> {
  const strategy = field('strategy');
  return {
    redeploy: oneOf(field('redeploy'), REDEPLOY),
    ...(strategy.text !== '' && { strategy: oneOf(strategy, STRATEGIES) }),
    onFailure: oneOf(field('on-failure'), ON_FAILURE),
  };
}

type PreviewInputs = Pick<Inputs, 'preview' | 'previewTtlMs' | 'previewCpu' | 'previewMemoryInGB'>;

function preview(field: ReadField): PreviewInputs {
  const cpu = positive(field('preview-cpu'));
  const memoryInGB = positive(field('preview-memory'));
  return {
    preview: oneOf(field('preview'), PREVIEW),
    previewTtlMs: duration(field('preview-ttl'), '7d', PREVIEW_TTL),
    ...(cpu !== undefined && { previewCpu: cpu }),
    ...(memoryInGB !== undefined && { previewMemoryInGB: memoryInGB }),
  };
}

type GitHubInputs = Pick<Inputs, 'environment' | 'comment' | 'maxChangedPredictions' | 'githubToken'>;

function atGitHub(field: ReadField): GitHubInputs {
  const { text, findings } = field('max-changed-predictions');
  const { limit, findings: found } = parseChangeLimit(text);
  findings.push(...found);
  return {
    ...optional('environment', 'environment'),
    comment: flag(field('comment'), true),
    ...(limit && { maxChangedPredictions: limit }),
    ...optional('githubToken', 'github-token'),
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
