import { randomUUID } from 'node:crypto';
import type { WireAnswer } from '../../types.ts';
import type { World } from '../../world.ts';
import { resourceId } from '../../world.ts';
import type { Datastore, ModelVersion } from './store.ts';

const TYPE = 'Microsoft.MachineLearningServices/workspaces';

/** ARM id of the workspace. */
export function workspaceId(world: World): string {
  return resourceId(world, TYPE, world.workspace);
}

/** An error as the service's front door words it: the cause in the message, where it happened in additionalInfo. */
export function mlError(world: World, status: number, message: string, code = 'UserError'): WireAnswer {
  const info = (type: string, value: unknown): object => ({ type, info: { value } });
  const [operation, request] = [randomUUID(), randomUUID()].map((id) => id.replaceAll('-', ''));
  return {
    status,
    body: {
      error: {
        code,
        message,
        details: [],
        additionalInfo: [
          info('ComponentName', 'managementfrontend'),
          info('Correlation', { operation, request: request?.slice(0, 16) }),
          info('Environment', world.location),
          info('Location', world.location),
          info('Time', new Date().toISOString()),
        ],
      },
    },
  };
}

/** The workspace resource. */
export function workspaceBody(world: World): object {
  const id = workspaceId(world);
  return {
    id,
    name: world.workspace,
    type: TYPE,
    location: world.location,
    tags: {},
    etag: null,
    kind: 'Default',
    identity: { type: 'SystemAssigned', principalId: world.objectId, tenantId: world.tenantId },
    sku: { name: 'Basic', tier: 'Basic' },
    systemData: systemData('2024-01-15T09:00:00.0000000Z'),
    properties: {
      friendlyName: world.workspace,
      description: '',
      storageAccount: resourceId(world, 'Microsoft.Storage/storageAccounts', world.storage.name),
      containerRegistry: world.switches.workspaceRegistry
        ? resourceId(world, 'Microsoft.ContainerRegistry/registries', world.registryName)
        : null,
      keyVault: resourceId(world, 'Microsoft.KeyVault/vaults', 'mlvault1'),
      applicationInsights: resourceId(world, 'Microsoft.Insights/components', 'mlinsights1'),
      hbiWorkspace: false,
      provisioningState: 'Succeeded',
      discoveryUrl: `https://${world.location}.api.azureml.ms/discovery`,
      mlFlowTrackingUri: `azureml://${world.location}.api.azureml.ms/mlflow/v1.0${id}`,
      workspaceId: world.workspaceGuid,
      tenantId: world.tenantId,
      publicNetworkAccess: 'Enabled',
      storageHnsEnabled: false,
      v1LegacyMode: false,
    },
  };
}

/** A model's container: what all its versions share. */
export function modelBody(world: World, versions: readonly ModelVersion[]): object | undefined {
  const latest = newestFirst(versions)[0];
  if (!latest) return undefined;
  const numbers = versions.map(({ version }) => Number(version)).filter(Number.isInteger);
  return {
    id: `${workspaceId(world)}/models/${latest.name}`,
    name: latest.name,
    type: `${TYPE}/models`,
    properties: {
      description: null,
      tags: {},
      properties: {},
      isArchived: versions.every(({ isArchived }) => isArchived),
      latestVersion: latest.version,
      nextVersion: String(Math.max(0, ...numbers) + 1),
      provisioningState: 'Succeeded',
    },
    systemData: systemData(latest.createdAt),
  };
}

/** One version of a model. */
export function versionBody(world: World, model: ModelVersion): object {
  return {
    id: `${workspaceId(world)}/models/${model.name}/versions/${model.version}`,
    name: model.version,
    type: `${TYPE}/models/versions`,
    properties: {
      description: model.description,
      tags: model.tags,
      properties: model.properties,
      isArchived: model.isArchived,
      isAnonymous: model.isAnonymous,
      flavors: {},
      modelType: model.modelType,
      modelUri: model.modelUri,
      jobName: null,
      stage: null,
      provisioningState: 'Succeeded',
    },
    systemData: systemData(model.createdAt),
  };
}

/** A datastore; never with its secret. */
export function datastoreBody(world: World, datastore: Datastore): object {
  const { datastoreType, container } = datastore;
  const place = { AzureBlob: 'containerName', AzureFile: 'fileShareName', AzureDataLakeGen2: 'filesystem' }[
    datastoreType
  ];
  return {
    id: `${workspaceId(world)}/datastores/${datastore.name}`,
    name: datastore.name,
    type: `${TYPE}/datastores`,
    properties: {
      description: null,
      tags: {},
      properties: null,
      isDefault: datastore.isDefault,
      credentials: { credentialsType: world.switches.datastoreCredentials },
      datastoreType,
      accountName: world.storage.name,
      [place]: container,
      endpoint: 'core.windows.net',
      protocol: 'https',
      subscriptionId: world.subscriptionId,
      resourceGroup: world.resourceGroup,
      serviceDataAccessAuthIdentity: 'None',
    },
    systemData: systemData('2024-01-15T09:00:10.0000000Z'),
  };
}

/** Versions by time of creation, the newest first; at the same time the one registered later is newer. */
export function newestFirst(versions: readonly ModelVersion[]): ModelVersion[] {
  return versions.toReversed().sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
}

function systemData(createdAt: string): object {
  return {
    createdAt,
    createdBy: 'Local Azure',
    createdByType: 'User',
    lastModifiedAt: createdAt,
    lastModifiedBy: 'Local Azure',
    lastModifiedByType: 'User',
  };
}
