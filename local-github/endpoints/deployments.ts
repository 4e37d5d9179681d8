import type { WireAnswer } from '../../local-azure/types.ts';
import type { Call, Route } from '../api/call.ts';
import { invalidRequest, notFound, notSupplied, refusal } from '../api/errors.ts';
import { pageOf } from '../api/pages.ts';
import { deploymentBody } from '../bodies/deployment.ts';
import { shaOf, timeOf } from '../ids.ts';
import { resolveRef } from '../refs.ts';
import { nextId } from '../seed.ts';
import type { Deployment } from '../state.ts';

const ALL = /^\/deployments$/;
const ONE = /^\/deployments\/(\d+)$/;
const DOCS = 'deployments/deployments';
const DEFAULT_TASK = 'deploy';
const PRODUCTION = 'production';

/** Deployments, without their statuses. */
export const deploymentRoutes: readonly Route[] = [
  { ...route('repos/list-deployments', 'GET', ALL, 'list-deployments'), answer: list },
  { ...route('repos/create-deployment', 'POST', ALL, 'create-a-deployment'), answer: create },
  { ...route('repos/get-deployment', 'GET', ONE, 'get-a-deployment'), answer: get },
];

function route(operation: string, method: 'GET' | 'POST', path: RegExp, docs: string): Omit<Route, 'answer'> {
  const level = method === 'GET' ? 'read' : 'write';
  return { operation, method, path, permissions: ['deployments'], level, docs: `${DOCS}#${docs}` };
}

/** The newest first. */
function list(call: Call): WireAnswer {
  const wanted = (['sha', 'ref', 'task', 'environment'] as const)
    .map((name) => [name, call.query.get(name)] as const)
    .filter(([, value]) => value !== null && value !== 'none');
  const found = call.state.deployments.filter((one) => wanted.every(([name, value]) => one[name] === value));
  return pageOf(call, found.toReversed(), (one) => deploymentBody(call, one));
}

function get(call: Call): WireAnswer {
  const deployment = call.state.deployments.find(({ id }) => id === Number(call.params[0]));
  return deployment ? { status: 200, body: deploymentBody(call, deployment) } : notFound(call.docs);
}

function create(call: Call): WireAnswer {
  const { state, body, docs } = call;
  const { ref } = body;
  if (typeof ref !== 'string') return invalidRequest(docs, notSupplied('ref'));
  const sha = resolveRef(state, ref);
  if (sha === undefined) return refusal(422, `No ref found for: ${ref}`, docs);
  const answer = mergeFirst(call, ref) ?? refuseUnchecked(call, ref);
  if (answer) return answer;
  const deployment = newDeployment(call, ref, sha);
  state.deployments.push(deployment);
  return { status: 201, body: deploymentBody(call, deployment) };
}

/** What auto_merge, which is on by default, does with a branch that is behind: it merges and deploys nothing. */
function mergeFirst({ state, body }: Call, ref: string): WireAnswer | undefined {
  const branch = state.branches.get(ref);
  if (body['auto_merge'] === false || branch?.behind !== true) return undefined;
  state.branches.set(ref, { ...branch, sha: shaOf(`merged into ${branch.sha}`), behind: false });
  const message = `Auto-merged ${state.repository.defaultBranch} into ${ref} on deployment.`;
  return { status: 202, body: { message } };
}

/** 409 while a check of required_contexts is not green; by default all of them are required. */
function refuseUnchecked({ state, body, docs }: Call, ref: string): WireAnswer | undefined {
  const required = body['required_contexts'];
  const pending = [...state.pendingChecks].filter(
    (name) => !Array.isArray(required) || required.includes(name),
  );
  if (pending.length === 0) return undefined;
  const contexts = pending.map((context) => ({ context, state: 'pending' }));
  const errors = [{ contexts, resource: 'Deployment', field: 'required_contexts', code: 'invalid' }];
  return refusal(409, `Conflict: Commit status checks failed for ${ref}.`, docs, { errors });
}

function newDeployment({ state, body, token, now }: Call, ref: string, sha: string): Deployment {
  const environment = textOf(body['environment']) ?? PRODUCTION;
  const at = timeOf(now);
  return {
    id: nextId(state.deployments, 2_400_000_001),
    ref,
    sha,
    task: textOf(body['task']) ?? DEFAULT_TASK,
    payload: body['payload'] ?? {},
    originalEnvironment: environment,
    environment,
    description: textOf(body['description']) ?? null,
    creator: token.login,
    transient: body['transient_environment'] === true,
    production: flagOf(body['production_environment']) ?? environment === PRODUCTION,
    createdAt: at,
    updatedAt: at,
    statuses: [],
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
