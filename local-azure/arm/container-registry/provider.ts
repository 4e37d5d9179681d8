import { jsonOf } from '../../http.ts';
import type { Provider, WireAnswer, WireRequest } from '../../types.ts';
import type { World } from '../../world.ts';
import { resourceId } from '../../world.ts';
import { armError, invalidRequestContent, resourceNotFound } from '../errors.ts';
import { parseArmPath, typesOf } from '../path.ts';
import type { ArmPath } from '../path.ts';
import { readBuildRequest } from './requests.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

const NAMESPACE = 'Microsoft.ContainerRegistry';
const REGISTRIES = `${NAMESPACE}/registries`;
const ADMIN_HELP =
  'https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication#admin-account';

/** Plays Microsoft.ContainerRegistry: one registry with its credentials and quick builds. */
export function createContainerRegistry(world: World, runs: Runs): Provider {
  return {
    namespace: NAMESPACE,
    handle: async (request) => {
      const path = parseArmPath(request.url.pathname);
      if (!path) return undefined;
      if (path.pairs.length === 0) {
        const lists = request.method === 'GET' && path.tail?.toLowerCase() === 'registries';
        return lists ? { status: 200, body: { value: [registryBody(world)] } } : undefined;
      }
      const [type, name] = path.pairs[0] ?? [];
      if (type?.toLowerCase() !== 'registries' || name === undefined || path.resourceGroup === undefined)
        return undefined;
      if (name.toLowerCase() !== world.registryName.toLowerCase())
        return resourceNotFound(REGISTRIES, name, path.resourceGroup);
      return inRegistry(world, runs, request, path);
    },
    stop: () => runs.stop(),
  };
}

async function inRegistry(
  world: World,
  runs: Runs,
  request: WireRequest,
  path: ArmPath,
): Promise<WireAnswer | undefined> {
  switch (`${request.method} ${typesOf(path, true)}`) {
    case 'GET registries':
      return { status: 200, body: registryBody(world) };
    case 'POST registries/listcredentials':
      return credentials(world);
    case 'POST registries/listbuildsourceuploadurl':
      return { status: 200, body: runs.uploadUrl() };
    case 'POST registries/schedulerun':
      return scheduleRun(world, runs, request);
    case 'GET registries/runs':
      return runAnswer(world, runs, path) ?? listRuns(world, runs, request);
    case 'POST registries/runs/listlogsasurl':
    case 'POST registries/runs/cancel':
      return runAction(world, runs, path);
    default:
      return undefined;
  }
}

function credentials(world: World): WireAnswer {
  if (!world.switches.registryAdmin) {
    return armError(
      400,
      'UnAuthorizedForCredentialOperations',
      `Cannot perform credential operations for ${registryId(world)} as admin user is disabled. Kindly enable admin user as per docs: ${ADMIN_HELP}`,
    );
  }
  const passwords = ['password', 'password2'].map((name) => ({ name, value: world.registryPassword }));
  return { status: 200, body: { username: world.registryName, passwords } };
}

async function scheduleRun(world: World, runs: Runs, request: WireRequest): Promise<WireAnswer> {
  if (!world.switches.registryTasks) {
    return armError(
      400,
      'TasksOperationsNotAllowed',
      `ACR Tasks requests for the registry ${world.registryName} and ${world.subscriptionId} are not permitted. Please file an Azure support request at http://aka.ms/azuresupport for assistance.`,
      { target: 'request' },
    );
  }
  const read = readBuildRequest(jsonOf(request));
  if ('refusal' in read) return invalidRequestContent(read.refusal);
  return { status: 200, body: runBody(world, await runs.schedule(read)) };
}

/**
 * The newest first, at most `$top`. Source: `Azure/azure-rest-api-specs`, Microsoft.ContainerRegistry
 * 2019-06-01-preview, Runs_List; the order is what `az acr task logs` relies on.
 */
function listRuns(world: World, runs: Runs, { url }: WireRequest): WireAnswer {
  const filter = url.searchParams.get('$filter') ?? '';
  if (filter !== '')
    return armError(400, 'InvalidFilter', 'The local registry does not play filters of runs.');
  const top = Number(url.searchParams.get('$top') ?? Infinity);
  const value = runs.list().slice(0, top);
  return { status: 200, body: { value: value.map((run) => runBody(world, run)) } };
}

function runAnswer(world: World, runs: Runs, path: ArmPath): WireAnswer | undefined {
  const id = path.pairs[1]?.[1];
  if (id === undefined) return undefined;
  const run = runs.find(id);
  return run ? { status: 200, body: runBody(world, run) } : runNotFound(path, id);
}

function runAction(world: World, runs: Runs, path: ArmPath): WireAnswer {
  const id = path.pairs[1]?.[1] ?? '';
  const run = runs.find(id);
  if (!run) return runNotFound(path, id);
  if (path.tail?.toLowerCase() === 'cancel') {
    runs.cancel(run);
    return {
      status: 202,
      headers: {
        location: `https://management.azure.com${runId(world, run)}?api-version=2019-06-01-preview`,
      },
    };
  }
  return { status: 200, body: { logLink: runs.logUrl(run) } };
}

function runNotFound(path: ArmPath, id: string): WireAnswer {
  return resourceNotFound(`${REGISTRIES}/runs`, id, path.resourceGroup ?? '');
}

function registryId(world: World): string {
  return resourceId(world, REGISTRIES, world.registryName);
}

function runId(world: World, run: Run): string {
  return `${registryId(world)}/runs/${run.id}`;
}

function registryBody(world: World): object {
  return {
    sku: { name: 'Standard', tier: 'Standard' },
    type: REGISTRIES,
    id: registryId(world),
    name: world.registryName,
    location: world.location,
    tags: {},
    properties: {
      loginServer: world.registryServer,
      creationDate: '2024-01-15T09:00:00.0000000Z',
      provisioningState: 'Succeeded',
      adminUserEnabled: world.switches.registryAdmin,
      policies: { azureADAuthenticationAsArmPolicy: { status: 'enabled' } },
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
      anonymousPullEnabled: false,
      dataEndpointEnabled: false,
      dataEndpointHostNames: [],
      privateEndpointConnections: [],
    },
  };
}

/** provisioningState of the runs that have ended. */
const PROVISIONING: Readonly<Partial<Record<Run['status'], string>>> = {
  Succeeded: 'Succeeded',
  Canceled: 'Canceled',
  Failed: 'Failed',
  Timeout: 'Failed',
  Error: 'Failed',
};

function runBody(world: World, run: Run): object {
  const { startTime, finishTime, digest, errorMessage } = run;
  return {
    type: `${REGISTRIES}/runs`,
    id: runId(world, run),
    name: run.id,
    properties: {
      runId: run.id,
      status: run.status,
      lastUpdatedTime: run.lastUpdatedTime,
      provisioningState: PROVISIONING[run.status] ?? 'Running',
      runType: 'QuickBuild',
      isArchiveEnabled: false,
      createTime: run.createTime,
      ...(startTime !== undefined && { startTime }),
      ...(finishTime !== undefined && { finishTime }),
      ...(errorMessage !== undefined && { runErrorMessage: errorMessage }),
      ...(digest !== undefined && {
        outputImages: run.request.imageNames.map((name) => outputImage(world, name, digest)),
      }),
      platform: { os: 'linux', architecture: 'amd64' },
      agentConfiguration: { cpu: 2 },
    },
  };
}

function outputImage(world: World, name: string, digest: string): object {
  const [repository = '', tag = 'latest'] = name.replace(`${world.registryServer}/`, '').split(':');
  return { registry: world.registryServer, repository, tag, digest };
}
