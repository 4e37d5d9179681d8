import { invalidResourceType, resourceNotFound } from '../errors.ts';
import { parseArmPath } from '../path.ts';
import type { ArmPath } from '../path.ts';
import type { StorageClient } from '../../storage/client.ts';
import type { Provider, WireAnswer, WireRequest } from '../../types.ts';
import type { World } from '../../world.ts';
import { datastoreBody, mlError, workspaceBody } from './answers.ts';
import { modelAnswer } from './models.ts';
import type { Datastore, MlStore } from './store.ts';

const NAMESPACE = 'Microsoft.MachineLearningServices';
/** Minutes that the SAS of a datastore is valid. */
const SAS_MINUTES = 24 * 60;

/** Plays Microsoft.MachineLearningServices: one workspace with its models and datastores. */
export function createMachineLearning(world: World, store: MlStore, storage: StorageClient): Provider {
  return {
    namespace: NAMESPACE,
    handle: (request) => Promise.resolve(answer(world, store, storage, request)),
  };
}

function answer(
  world: World,
  store: MlStore,
  storage: StorageClient,
  request: WireRequest,
): WireAnswer | undefined {
  const path = parseArmPath(request.url.pathname);
  if (!path) return undefined;
  if (path.pairs.length === 0) {
    const lists = request.method === 'GET' && path.tail?.toLowerCase() === 'workspaces';
    return lists ? { status: 200, body: { value: [workspaceBody(world)] } } : undefined;
  }
  const [type, workspace] = path.pairs[0] ?? [];
  if (type?.toLowerCase() !== 'workspaces' || workspace === undefined || path.resourceGroup === undefined)
    return undefined;
  if (workspace.toLowerCase() !== world.workspace.toLowerCase()) {
    return resourceNotFound(`${NAMESPACE}/workspaces`, workspace, path.resourceGroup);
  }
  return inWorkspace(world, store, storage, request, path);
}

function inWorkspace(
  world: World,
  store: MlStore,
  storage: StorageClient,
  request: WireRequest,
  path: ArmPath,
): WireAnswer | undefined {
  const parts = [...path.pairs.slice(1).flat(), ...(path.tail === undefined ? [] : [path.tail])];
  const [type, ...rest] = parts;
  switch (type?.toLowerCase()) {
    case undefined:
      return request.method === 'GET' ? { status: 200, body: workspaceBody(world) } : unsupported(request);
    case 'models':
      return modelAnswer(world, store, request, rest);
    case 'datastores':
      return datastoreAnswer(world, store, storage, request, rest);
    default:
      return undefined;
  }
}

function datastoreAnswer(
  world: World,
  store: MlStore,
  storage: StorageClient,
  request: WireRequest,
  [name, action]: readonly string[],
): WireAnswer | undefined {
  if (name === undefined) {
    const onlyDefault = request.url.searchParams.get('isDefault') === 'true';
    const wanted = store.datastores.filter((one) => one.isDefault || !onlyDefault);
    return { status: 200, body: { value: wanted.map((one) => datastoreBody(world, one)), nextLink: null } };
  }
  const datastore = store.datastores.find((one) => one.name === name);
  if (!datastore) return mlError(world, 404, `Could not find datastore: ${name}.`);
  if (action === undefined) {
    return request.method === 'GET'
      ? { status: 200, body: datastoreBody(world, datastore) }
      : unsupported(request);
  }
  if (action.toLowerCase() !== 'listsecrets' || request.method !== 'POST') return undefined;
  return secrets(world, storage, datastore);
}

function secrets(world: World, storage: StorageClient, datastore: Datastore): WireAnswer {
  switch (world.switches.datastoreCredentials) {
    case 'AccountKey':
      return { status: 200, body: { secretsType: 'AccountKey', key: world.storage.key } };
    case 'Sas':
      return {
        status: 200,
        body: { secretsType: 'Sas', sasToken: storage.containerSas(datastore.container, 'rl', SAS_MINUTES) },
      };
    case 'None':
      return mlError(world, 400, 'No secrets found for credentials of type None.');
  }
}

/** What the service has and the local Azure does not play. */
function unsupported(request: WireRequest): WireAnswer {
  return invalidResourceType(
    `${request.method} ${request.url.pathname}`,
    NAMESPACE,
    request.url.searchParams.get('api-version') ?? '',
  );
}
