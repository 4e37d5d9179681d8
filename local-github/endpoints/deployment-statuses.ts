import type { WireAnswer } from '../../local-azure/types.ts';
import type { Call, Route } from '../api/call.ts';
import { invalidRequest, notFound, notSupplied, validationFailed } from '../api/errors.ts';
import type { ValidationError } from '../api/errors.ts';
import { pageOf } from '../api/pages.ts';
import { statusBody } from '../bodies/deployment.ts';
import { timeOf } from '../ids.ts';
import { nextId } from '../seed.ts';
import { DEPLOYMENT_STATES } from '../state.ts';
import type { Deployment, DeploymentState, DeploymentStatus } from '../state.ts';

/** Source: https://docs.github.com/rest/deployments/statuses#create-a-deployment-status */
const MAX_DESCRIPTION = 140;
const PATH = /^\/deployments\/(\d+)\/statuses$/;
const COMMON = { path: PATH, permissions: ['deployments'] } as const;

/** Statuses of deployments. */
export const deploymentStatusRoutes: readonly Route[] = [
  {
    ...COMMON,
    operation: 'repos/list-deployment-statuses',
    method: 'GET',
    level: 'read',
    docs: 'deployments/statuses#list-deployment-statuses',
    answer: (call) => withDeployment(call, (deployment) => list(call, deployment)),
  },
  {
    ...COMMON,
    operation: 'repos/create-deployment-status',
    method: 'POST',
    level: 'write',
    docs: 'deployments/statuses#create-a-deployment-status',
    answer: (call) => withDeployment(call, (deployment) => create(call, deployment)),
  },
];

function withDeployment(call: Call, answer: (deployment: Deployment) => WireAnswer): WireAnswer {
  const deployment = call.state.deployments.find(({ id }) => id === Number(call.params[0]));
  return deployment ? answer(deployment) : notFound(call.docs);
}

/** The newest first. */
function list(call: Call, deployment: Deployment): WireAnswer {
  return pageOf(call, deployment.statuses.toReversed(), (status) => statusBody(call, deployment, status));
}

function create(call: Call, deployment: Deployment): WireAnswer {
  const { body, docs } = call;
  const state = DEPLOYMENT_STATES.find((one) => one === body['state']);
  if (body['state'] === undefined) return invalidRequest(docs, notSupplied('state'));
  const wrong = [...(state ? [] : [invalid('state')]), ...wrongTexts(body)];
  if (!state || wrong.length > 0) return validationFailed(docs, ...wrong);
  const status = addStatus(call, deployment, state, {
    description: textOf(body['description']),
    environment: textOf(body['environment']) || deployment.environment,
    environmentUrl: textOf(body['environment_url']),
    logUrl: textOf(body['log_url']) || textOf(body['target_url']),
  });
  if (state === 'success' && body['auto_inactive'] !== false) deactivateOthers(call, deployment);
  return { status: 201, body: statusBody(call, deployment, status) };
}

function wrongTexts(body: Call['body']): ValidationError[] {
  const urls = ['environment_url', 'log_url', 'target_url'].filter(
    (name) => textOf(body[name]) !== '' && !/^https?:\/\/[^/]/i.test(textOf(body[name])),
  );
  const isLong = textOf(body['description']).length > MAX_DESCRIPTION;
  return [
    ...urls.map((name) => custom(name, `${name} must use http(s) scheme`)),
    ...(isLong
      ? [custom('description', `description is too long (maximum is ${MAX_DESCRIPTION} characters)`)]
      : []),
  ];
}

type StatusTexts = Pick<DeploymentStatus, 'description' | 'environment' | 'environmentUrl' | 'logUrl'>;

function addStatus(
  { state, token, now }: Call,
  deployment: Deployment,
  name: DeploymentState,
  texts: StatusTexts,
): DeploymentStatus {
  const all = state.deployments.flatMap(({ statuses }) => statuses);
  const createdAt = timeOf(now);
  const id = nextId(all, 4_800_000_001);
  const status = { id, state: name, ...texts, creator: token.login, createdAt };
  deployment.statuses.push(status);
  deployment.environment = texts.environment;
  deployment.updatedAt = createdAt;
  return status;
}

/**
 * auto_inactive: earlier deployments to the same environment which are neither transient nor to production, and which
 * were successful, become inactive.
 */
function deactivateOthers(call: Call, deployment: Deployment): void {
  const earlier = call.state.deployments.slice(0, call.state.deployments.indexOf(deployment));
  for (const other of earlier) {
    const last = other.statuses.at(-1);
    const isMeant = other.environment === deployment.environment && !other.transient && !other.production;
    if (!isMeant || last?.state !== 'success') continue;
    addStatus(call, other, 'inactive', textsOf(last));
  }
}

function custom(field: string, message: string): ValidationError {
  return { resource: 'DeploymentStatus', code: 'custom', field, message };
}

function invalid(field: string): ValidationError {
  return { resource: 'DeploymentStatus', code: 'invalid', field };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf({ environment, environmentUrl, logUrl }: DeploymentStatus): StatusTexts {
  return { description: '', environment, environmentUrl, logUrl };
}
