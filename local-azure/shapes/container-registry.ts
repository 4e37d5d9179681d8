import { z } from 'zod';
import { armId, pageOf, providerPath, subscriptionPath, tags, time } from './common.ts';
import type { EndpointShape } from './common.ts';

const NAMESPACE = 'Microsoft\\.ContainerRegistry';
const REGISTRY_VERSIONS =
  /^(2019-05-01|2021-09-01|2022-12-01|2023-07-01|2025-04-01|2025-11-01|2019-06-01-preview|2023-\d\d-\d\d-preview|2025-\d\d-\d\d-preview)$/;
/** Versions with quick builds: the later stable ones dropped them. */
const TASK_VERSIONS = /^(2018-09-01|2019-04-01|2019-06-01-preview|2025-03-01-preview)$/;

const registry = z.strictObject({
  id: armId,
  name: z.string(),
  type: z.literal('Microsoft.ContainerRegistry/registries'),
  location: z.string(),
  tags,
  sku: z.strictObject({ name: z.string(), tier: z.string() }),
  properties: z.strictObject({
    loginServer: z.string().regex(/^[a-z0-9-]+\.azurecr\.io$/),
    creationDate: time,
    provisioningState: z.string(),
    adminUserEnabled: z.boolean(),
    policies: z.record(z.string(), z.unknown()),
    publicNetworkAccess: z.enum(['Enabled', 'Disabled']),
    networkRuleBypassOptions: z.string(),
    zoneRedundancy: z.string(),
    anonymousPullEnabled: z.boolean(),
    dataEndpointEnabled: z.boolean(),
    dataEndpointHostNames: z.array(z.string()),
    privateEndpointConnections: z.array(z.unknown()),
  }),
});

const credentials = z.strictObject({
  username: z.string(),
  passwords: z.array(z.strictObject({ name: z.enum(['password', 'password2']), value: z.string().min(1) })),
});

/** Source: the ARM schema of registry tasks, 2025-03-01-preview. */
const buildRequest = z.strictObject({
  type: z.literal('DockerBuildRequest'),
  dockerFilePath: z.string().min(1),
  platform: z.strictObject({
    os: z.enum(['Linux', 'Windows']),
    architecture: z.enum(['amd64', 'x86', '386', 'arm', 'arm64']).optional(),
    variant: z.string().optional(),
  }),
  sourceLocation: z.string().optional(),
  imageNames: z.array(z.string().regex(/^[a-z0-9]+(?:[._/-][a-z0-9]+)*:[\w][\w.-]{0,127}$/)).optional(),
  isPushEnabled: z.boolean().optional(),
  noCache: z.boolean().optional(),
  target: z.string().optional(),
  timeout: z.int().min(300).max(28_800).optional(),
  arguments: z
    .array(z.strictObject({ name: z.string(), value: z.string(), isSecret: z.boolean().optional() }))
    .optional(),
  agentConfiguration: z.strictObject({ cpu: z.int() }).optional(),
  agentPoolName: z.string().optional(),
  isArchiveEnabled: z.boolean().optional(),
  logTemplate: z.string().optional(),
  credentials: z.record(z.string(), z.unknown()).optional(),
});

const outputImage = z.strictObject({
  registry: z.string(),
  repository: z.string(),
  tag: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});

const run = z.strictObject({
  id: armId,
  name: z.string(),
  type: z.literal('Microsoft.ContainerRegistry/registries/runs'),
  properties: z.strictObject({
    runId: z.string(),
    status: z.enum(['Queued', 'Started', 'Running', 'Succeeded', 'Failed', 'Canceled', 'Error', 'Timeout']),
    lastUpdatedTime: time,
    provisioningState: z.string(),
    runType: z.enum(['QuickBuild', 'QuickRun', 'AutoBuild', 'AutoRun']),
    isArchiveEnabled: z.boolean(),
    createTime: time,
    startTime: time.optional(),
    finishTime: time.optional(),
    runErrorMessage: z.string().optional(),
    outputImages: z.array(outputImage).optional(),
    platform: z.strictObject({ os: z.string(), architecture: z.string() }),
    agentConfiguration: z.strictObject({ cpu: z.int() }),
  }),
});

function endpoint(
  method: EndpointShape['method'],
  rest: string,
  apiVersions: RegExp,
  answers: EndpointShape['answers'],
  request?: z.ZodType,
): EndpointShape {
  const path = providerPath(NAMESPACE, `registries${rest}`);
  return { method, path, apiVersions, answers, ...(request && { request }) };
}

/** Registry, credentials and quick builds. */
export const containerRegistryShapes: readonly EndpointShape[] = [
  endpoint('GET', '', REGISTRY_VERSIONS, { 200: pageOf(registry) }),
  {
    ...endpoint('GET', '', REGISTRY_VERSIONS, { 200: pageOf(registry) }),
    path: subscriptionPath(`/providers/${NAMESPACE}/registries`),
  },
  endpoint('GET', '/[^/]+', REGISTRY_VERSIONS, { 200: registry }),
  endpoint('POST', '/[^/]+/listCredentials', REGISTRY_VERSIONS, { 200: credentials }),
  endpoint('POST', '/[^/]+/listBuildSourceUploadUrl', TASK_VERSIONS, {
    200: z.strictObject({ uploadUrl: z.url(), relativePath: z.string() }),
  }),
  endpoint('POST', '/[^/]+/scheduleRun', TASK_VERSIONS, { 200: run, 202: run }, buildRequest),
  { ...endpoint('GET', '/[^/]+/runs', TASK_VERSIONS, { 200: pageOf(run) }), query: ['$filter', '$top'] },
  endpoint('GET', '/[^/]+/runs/[^/]+', TASK_VERSIONS, { 200: run }),
  endpoint('POST', '/[^/]+/runs/[^/]+/listLogSasUrl', TASK_VERSIONS, {
    200: z.strictObject({ logLink: z.url(), logArtifactLink: z.url().optional() }),
  }),
  endpoint('POST', '/[^/]+/runs/[^/]+/cancel', TASK_VERSIONS, { 200: null, 202: null }),
];
