import { armError, resourceNotFound } from '../arm/errors.ts';
import type { ArmPath } from '../arm/path.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { GroupRecord } from './group-record.ts';
import type { Groups, Scope } from './groups.ts';
import { transitioning } from './refuse-in-context.ts';

const TYPE = 'Microsoft.ContainerInstance/containerGroups';

/** Everything below …/containerGroups/{name}/containers/{container}. */
export async function answerContainer(
  groups: Groups,
  request: WireRequest,
  scope: Scope,
  path: ArmPath,
): Promise<WireAnswer | undefined> {
  const [, name = ''] = path.pairs[0] ?? [];
  const [kind, container = ''] = path.pairs[1] ?? [];
  const record = groups.find(scope, name);
  if (!record) return resourceNotFound(TYPE, name, scope.resourceGroup);
  if (!/^containers$/i.test(kind ?? '')) return undefined;
  const action = `${request.method} ${path.tail?.toLowerCase() ?? ''}`;
  if (action === 'GET logs') return logs(record, container, request.url.searchParams);
  if (action === 'POST exec' || action === 'POST attach') return noShell(record);
  return undefined;
}

async function logs(record: GroupRecord, name: string, query: URLSearchParams): Promise<WireAnswer> {
  if (record.isTransitioning) return transitioning(record.name);
  const all = [...record.runtime.initContainers, ...record.runtime.containers];
  const container = all.find(({ spec }) => spec.name === name);
  if (!container) {
    const exists = record.body.properties.containers.some((one) => one.name === name);
    return exists
      ? logsNotAvailable(record.name, name)
      : armError(
          404,
          'ContainerNotFound',
          `The container '${name}' is not found in container group '${record.name}'.`,
        );
  }
  const text = lastLines(await container.log(), Number(query.get('tail') ?? Infinity));
  const stamp = container.status.current.startTime ?? new Date().toISOString();
  const content = query.get('timestamps') === 'true' ? text.replace(/^(?=.)/gm, `${stamp} `) : text;
  return { status: 200, body: { content } };
}

/** Refuses the logs of a container that has none yet. */
export function logsNotAvailable(group: string, container: string): WireAnswer {
  const message = `The logs of container '${container}' in container group '${group}' are not available.`;
  return armError(409, 'ContainerLogNotAvailable', message);
}

function lastLines(text: string, count: number): string {
  if (!Number.isFinite(count)) return text;
  const lines = text.split('\n');
  const isClosed = lines.at(-1) === '';
  return count <= 0 ? '' : lines.slice(-(count + (isClosed ? 1 : 0))).join('\n');
}

/** The local Azure has no shell into its containers. */
function noShell(record: GroupRecord): WireAnswer {
  if (record.state === 'Stopped') {
    const message = `Container Group '${record.name}' in resource group '${record.resourceGroup}' is stopped.`;
    return armError(409, 'ContainerGroupStopped', message);
  }
  return armError(400, 'NotSupportedByLocalAzure', 'The local Azure opens no shell into a container.');
}
