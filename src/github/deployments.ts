import { cut, printableLine } from '../report/printable.ts';
import type { GitHubApi } from './api.ts';

/** A service as GitHub's Deployments tell it from others. */
export interface DeployedService {
  readonly service: string;
  /** Name of the container group: services of one name may run in several places. */
  readonly containerGroup: string;
}

/** A Deployment that is to be made. */
export interface NewDeployment extends DeployedService {
  readonly environment: string;
  /** Full SHA of the commit that is deployed. */
  readonly commit: string;
  /** It goes away again some time, as previews do. */
  readonly isTransient: boolean;
  readonly isProduction: boolean;
  readonly description: string;
}

/** A Deployment of GitHub's. Plain data: it is saved for the post step. */
export interface Deployment extends DeployedService {
  readonly id: number;
  readonly environment: string;
}

/** What has become of a Deployment. */
export interface DeploymentStatus {
  /** `error` is for what was not the deployment's own fault. */
  readonly state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';
  /** Cut to GitHub's limit. */
  readonly description?: string;
  /** Where the service is reached. */
  readonly environmentUrl?: string | undefined;
  /** Page of the run. */
  readonly logUrl?: string | undefined;
}

/** Source: https://docs.github.com/rest/deployments/statuses#create-a-deployment-status */
const MAX_DESCRIPTION = 140;
/** Deployments that are looked at, the newest first: whatever is older was set inactive long ago. */
const LOOKED_AT = 100;
const PERMISSION = 'deployments: write';
const READ = { doing: 'read the Deployments', permission: PERMISSION, isRead: true };
const WRITE = { doing: 'write the Deployment', permission: PERMISSION };

/** Makes a Deployment. Nothing is merged into its ref, and no check has to be green: the run is one of them. @throws GitHubRefusal */
export async function createDeployment(api: GitHubApi, wanted: NewDeployment): Promise<Deployment> {
  const { owner, repo } = api;
  const { service, containerGroup, environment } = wanted;
  const { data } = await api.call(WRITE, ({ rest }) =>
    rest.repos.createDeployment({
      owner,
      repo,
      ref: wanted.commit,
      task: taskOf(wanted),
      auto_merge: false,
      required_contexts: [],
      payload: { service, containerGroup },
      environment,
      description: describe(wanted.description),
      transient_environment: wanted.isTransient,
      production_environment: wanted.isProduction,
    }),
  );
  // What auto_merge would have answered has no id.
  if (!('id' in data)) throw new Error('GitHub merged instead of making a Deployment.');
  return { id: data.id, service, containerGroup, environment };
}

/**
 * Adds a status. GitHub would set the others of the environment inactive by itself, whatever service they are of: that
 * is left to {@link retireDeployments}.
 * @throws GitHubRefusal
 */
export async function setStatus(
  api: GitHubApi,
  { id }: Pick<Deployment, 'id'>,
  { state, description, environmentUrl, logUrl }: DeploymentStatus,
): Promise<void> {
  const { owner, repo } = api;
  await api.call(WRITE, ({ rest }) =>
    rest.repos.createDeploymentStatus({
      owner,
      repo,
      deployment_id: id,
      state,
      auto_inactive: false,
      ...(description !== undefined && { description: describe(description) }),
      ...(environmentUrl !== undefined && { environment_url: environmentUrl }),
      ...(logUrl !== undefined && { log_url: logUrl }),
    }),
  );
}

/**
 * Sets inactive what of this service is active: all of it, or what came before a Deployment, in its environment.
 * Failures stay failures. What a status is behind was inactive before, so the search ends at the first inactive one.
 * Resolves to how many were.
 * @throws GitHubRefusal
 */
export async function retireDeployments(
  api: GitHubApi,
  of: DeployedService & Partial<Pick<Deployment, 'id' | 'environment'>>,
): Promise<number> {
  let retired = 0;
  for (const deployment of await earlierOf(api, of)) {
    const state = await stateOf(api, deployment);
    if (state === 'inactive') break;
    if (!ACTIVE.includes(state)) continue;
    await setStatus(api, deployment, { state: 'inactive' });
    retired += 1;
  }
  return retired;
}

/** States of what runs or may still run; without any status it is as if pending. */
const ACTIVE: readonly (string | undefined)[] = ['success', 'in_progress', 'queued', 'pending', undefined];

async function earlierOf(
  api: GitHubApi,
  of: DeployedService & Partial<Pick<Deployment, 'id' | 'environment'>>,
): Promise<readonly Pick<Deployment, 'id'>[]> {
  const { owner, repo } = api;
  const { environment, id: before = Infinity } = of;
  const { data } = await api.call(READ, ({ rest }) =>
    rest.repos.listDeployments({
      owner,
      repo,
      task: taskOf(of),
      ...(environment !== undefined && { environment }),
      per_page: LOOKED_AT,
    }),
  );
  return data.filter(({ id, payload }) => id < before && containerGroupIn(payload) === of.containerGroup);
}

async function stateOf(api: GitHubApi, { id }: Pick<Deployment, 'id'>): Promise<string | undefined> {
  const { owner, repo } = api;
  const { data } = await api.call(READ, ({ rest }) =>
    rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 1 }),
  );
  return data[0]?.state;
}

/** Services that one workflow deploys side by side must not meet. */
function taskOf({ service }: DeployedService): string {
  return `deploy:${service}`;
}

function containerGroupIn(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'containerGroup' in payload
    ? payload.containerGroup
    : undefined;
}

function describe(text: string): string {
  return cut(printableLine(text), MAX_DESCRIPTION);
}
