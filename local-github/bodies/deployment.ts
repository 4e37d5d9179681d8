import { nodeIdOf } from '../ids.ts';
import type { Site } from '../site.ts';
import type { Deployment, DeploymentStatus, State } from '../state.ts';
import { repositoryUrl } from './repository.ts';
import { userBody } from './user.ts';

interface Place {
  readonly site: Site;
  readonly state: State;
}

/** A deployment (`deployment`). */
export function deploymentBody({ site, state }: Place, deployment: Deployment): object {
  const repository = repositoryUrl(site, state.repository);
  const url = `${repository}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeIdOf('DE', deployment.id),
    task: deployment.task,
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repository,
    creator: userBody(site, deployment.creator),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: deployment.payload,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: null,
  };
}

/** A status of a deployment (`deployment-status`). */
export function statusBody({ site, state }: Place, deployment: Deployment, status: DeploymentStatus): object {
  const repository = repositoryUrl(site, state.repository);
  const url = `${repository}/deployments/${deployment.id}`;
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeIdOf('DES', status.id),
    state: status.state,
    creator: userBody(site, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: repository,
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: null,
  };
}
