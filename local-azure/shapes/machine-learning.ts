import { z } from 'zod';
import { armId, pageOf, providerPath, subscriptionPath, systemData, tags } from './common.ts';
import type { EndpointShape } from './common.ts';

const NAMESPACE = 'Microsoft\\.MachineLearningServices';
/** Stable versions with models. Source: pulumi's list of getModelVersion, and the previews the v2 SDK uses. */
const API_VERSIONS =
  /^(2022-05-01|2022-10-01|2023-04-01|2023-10-01|2024-04-01|2024-10-01|2025-04-01|2025-06-01|2025-09-01|2023-08-01-preview)$/;

/** A base for resources of a workspace. */
function resource(type: string, properties: z.ZodType): z.ZodType {
  return z.strictObject({
    id: armId,
    name: z.string(),
    type: z.literal(`Microsoft.MachineLearningServices/${type}`),
    properties,
    systemData,
  });
}

const workspace = z.strictObject({
  id: armId,
  name: z.string(),
  type: z.literal('Microsoft.MachineLearningServices/workspaces'),
  location: z.string(),
  tags,
  etag: z.string().nullable(),
  kind: z.string(),
  identity: z.strictObject({ type: z.string(), principalId: z.guid(), tenantId: z.guid() }),
  sku: z.strictObject({ name: z.string(), tier: z.string() }),
  systemData,
  properties: z.strictObject({
    friendlyName: z.string(),
    description: z.string(),
    storageAccount: armId,
    containerRegistry: armId.nullable().optional(),
    keyVault: armId,
    applicationInsights: armId,
    hbiWorkspace: z.boolean(),
    provisioningState: z.string(),
    discoveryUrl: z.url(),
    mlFlowTrackingUri: z.string().startsWith('azureml://'),
    workspaceId: z.guid(),
    tenantId: z.guid(),
    publicNetworkAccess: z.enum(['Enabled', 'Disabled']),
    storageHnsEnabled: z.boolean(),
    v1LegacyMode: z.boolean(),
  }),
});

const assetBase = {
  description: z.string().nullable(),
  tags,
  properties: tags,
  isArchived: z.boolean(),
  provisioningState: z.string(),
};

const model = resource(
  'workspaces/models',
  z.strictObject({ ...assetBase, latestVersion: z.string(), nextVersion: z.string() }),
);

const modelVersion = resource(
  'workspaces/models/versions',
  z.strictObject({
    ...assetBase,
    isAnonymous: z.boolean(),
    flavors: z.record(z.string(), z.unknown()),
    modelType: z.string(),
    modelUri: z.string().nullable(),
    jobName: z.string().nullable(),
    stage: z.string().nullable(),
  }),
);

const datastoreBase = {
  description: z.string().nullable(),
  tags,
  properties: tags.nullable(),
  isDefault: z.boolean(),
  /** Never with a secret. */
  credentials: z.strictObject({
    credentialsType: z.enum(['AccountKey', 'Sas', 'None', 'ServicePrincipal', 'Certificate']),
  }),
  accountName: z.string(),
  endpoint: z.string(),
  protocol: z.literal('https'),
  subscriptionId: z.guid(),
  resourceGroup: z.string(),
  serviceDataAccessAuthIdentity: z.enum([
    'None',
    'WorkspaceSystemAssignedIdentity',
    'WorkspaceUserAssignedIdentity',
  ]),
};

const datastore = resource(
  'workspaces/datastores',
  z.discriminatedUnion('datastoreType', [
    z.strictObject({ ...datastoreBase, datastoreType: z.literal('AzureBlob'), containerName: z.string() }),
    z.strictObject({ ...datastoreBase, datastoreType: z.literal('AzureFile'), fileShareName: z.string() }),
    z.strictObject({
      ...datastoreBase,
      datastoreType: z.literal('AzureDataLakeGen2'),
      filesystem: z.string(),
    }),
  ]),
);

const secrets = z.discriminatedUnion('secretsType', [
  z.strictObject({ secretsType: z.literal('AccountKey'), key: z.base64() }),
  z.strictObject({ secretsType: z.literal('Sas'), sasToken: z.string() }),
]);

function get(path: string, body: z.ZodType, query: readonly string[] = []): EndpointShape {
  return {
    method: 'GET',
    path: providerPath(NAMESPACE, path),
    apiVersions: API_VERSIONS,
    query,
    answers: { 200: body },
  };
}

const LIST = ['$skip', '$top', 'listViewType', 'count'];
const NAME = '[a-zA-Z0-9][\\w.-]{0,254}';

/** Workspace, models, model versions and datastores. Sources: models-and-images facts; API 2024-04-01. */
export const machineLearningShapes: readonly EndpointShape[] = [
  get('workspaces', pageOf(workspace), ['$skip']),
  {
    ...get('workspaces', pageOf(workspace), ['$skip']),
    path: subscriptionPath(`/providers/${NAMESPACE}/workspaces`),
  },
  get('workspaces/[^/]+', workspace),
  get('workspaces/[^/]+/models', pageOf(model), LIST),
  get(`workspaces/[^/]+/models/${NAME}`, model),
  get(`workspaces/[^/]+/models/${NAME}/versions`, pageOf(modelVersion), [
    ...LIST,
    ...['$orderBy', 'version', 'description', 'offset', 'tags', 'properties', 'feed', 'stage'],
  ]),
  get(`workspaces/[^/]+/models/${NAME}/versions/[^/]+`, modelVersion),
  get('workspaces/[^/]+/datastores', pageOf(datastore), [
    '$skip',
    'count',
    'isDefault',
    'names',
    'searchText',
    'orderBy',
    'orderByAsc',
  ]),
  get('workspaces/[^/]+/datastores/[^/]+', datastore),
  {
    method: 'POST',
    path: providerPath(NAMESPACE, 'workspaces/[^/]+/datastores/[^/]+/listSecrets'),
    apiVersions: API_VERSIONS,
    request: z
      .strictObject({ expirableSecret: z.boolean().optional(), expireAfterHours: z.number().optional() })
      .optional(),
    answers: { 200: secrets },
  },
];
