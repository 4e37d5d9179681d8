import { invalidRequestContent, resourceNotFound } from '../arm/errors.ts';
import type { ArmPath } from '../arm/path.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { GroupRecord, Operation } from './group-record.ts';
import type { Groups, Scope } from './groups.ts';
import { transitioning } from './refuse-in-context.ts';

const TYPE = 'Microsoft.ContainerInstance/containerGroups';
/** What the service allows in an hour and in five minutes (article container-instances-resource-and-quota-limits). */
const WRITES_LEFT = {
  'x-ms-ratelimit-remaining-subscription-resource-requests-pt1h': '299',
  'x-ms-ratelimit-remaining-subscription-resource-requests-pt5m': '99',
};

/** Everything below …/containerGroups/{name} but its containers. */
export async function answerGroup(
  groups: Groups,
  request: WireRequest,
  scope: Scope,
  path: ArmPath,
): Promise<WireAnswer | undefined> {
  const name = path.pairs[0]?.[1] ?? '';
  if (path.tail === undefined && request.method === 'PUT') return put(groups, request, scope, name);
  const record = groups.find(scope, name);
  if (path.tail === undefined && request.method === 'DELETE') return remove(groups, record);
  if (!record) return resourceNotFound(TYPE, name, scope.resourceGroup);
  if (path.tail !== undefined)
    return act(groups, record, `${request.method} ${path.tail.toLowerCase()}`, scope);
  if (request.method === 'GET') return { status: 200, body: record.resource() };
  return request.method === 'PATCH' ? patch(record, request) : undefined;
}

async function put(groups: Groups, request: WireRequest, scope: Scope, name: string): Promise<WireAnswer> {
  const json = parseJson(request.body);
  if (json === undefined) return invalidRequestContent('The body is not JSON');
  const deployed = await groups.deploy(scope, name, json);
  if ('refusal' in deployed) return deployed.refusal;
  const { record, isNew } = deployed;
  const headers = {
    ...WRITES_LEFT,
    'x-ms-request-id': `${record.body.location}:${record.operation.id}`,
    'azure-asyncoperation': operationUrl(scope, record, record.operation),
  };
  return { status: isNew ? 201 : 200, headers, body: record.accepted() };
}

/** Answers at once with the last state, in which everything still runs. */
async function remove(groups: Groups, record: GroupRecord | undefined): Promise<WireAnswer> {
  if (!record) return { status: 204 };
  if (record.isTransitioning) return transitioning(record.name);
  const body = record.resource();
  await groups.remove(record);
  return { status: 200, headers: { 'x-ms-ratelimit-remaining-subscription-deletes': '14999' }, body };
}

/** Only tags, which replace the old ones: whether the service merges is not documented, and this is the stricter case. */
function patch(record: GroupRecord, request: WireRequest): WireAnswer {
  const json = parseJson(request.body);
  const tags = typeof json === 'object' && json !== null && 'tags' in json ? json.tags : undefined;
  if (typeof tags === 'object' && tags !== null) {
    const pairs = Object.entries(tags).map(([name, value]) => [name, String(value)]);
    record.body = { ...record.body, tags: Object.fromEntries(pairs) as Record<string, string> };
  }
  return { status: 200, body: record.resource() };
}

async function act(
  groups: Groups,
  record: GroupRecord,
  action: string,
  scope: Scope,
): Promise<WireAnswer | undefined> {
  if (action === 'GET outboundnetworkdependenciesendpoints') return { status: 200, body: [] };
  if (!['POST restart', 'POST start', 'POST stop'].includes(action)) return undefined;
  if (record.isTransitioning) return transitioning(record.name);
  if (action === 'POST stop') {
    await record.runtime.stop();
    record.markStopped();
    return { status: 204 };
  }
  const operation = record.begin();
  groups.run(record, operation, () => record.runtime.restart());
  const headers = { location: operationUrl(scope, record, operation) };
  return { status: action === 'POST start' ? 202 : 204, headers };
}

function operationUrl(scope: Scope, record: GroupRecord, operation: Operation): string {
  const { location } = record.body;
  return `https://management.azure.com/subscriptions/${scope.subscriptionId}/providers/Microsoft.ContainerInstance/locations/${location}/operations/${operation.id}?api-version=2018-06-01`;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
