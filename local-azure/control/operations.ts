/** Who answers a call: one of the public hosts of the local Azure, or GitHub's OIDC endpoint. */
export type Service = 'arm' | 'entra' | 'storage' | 'task-storage' | 'registry' | 'public-registry' | 'oidc';

interface Route {
  readonly service: Service;
  readonly method: string;
  /** Of the path; the first group is the name of what the call is about. */
  readonly path: RegExp;
}

const SUBSCRIPTION = '^/subscriptions/[^/]+';
const IN_GROUP = `${SUBSCRIPTION}/resourcegroups/[^/]+`;
const GROUP = `${IN_GROUP}/providers/Microsoft\\.ContainerInstance/containerGroups/([^/]+)`;
const LOCATION = `${SUBSCRIPTION}/providers/Microsoft\\.ContainerInstance/locations/([^/]+)`;
const WORKSPACE = `${IN_GROUP}/providers/Microsoft\\.MachineLearningServices/workspaces/([^/]+)`;
const IN_WORKSPACE = WORKSPACE.replace('([^/]+)', '[^/]+');
const REGISTRY = `${IN_GROUP}/providers/Microsoft\\.ContainerRegistry/registries/([^/]+)`;
const RUN = `${REGISTRY.replace('([^/]+)', '[^/]+')}/runs/([^/]+)`;

/** The operations that faults can name. */
const ROUTES = {
  'ContainerGroups.Put': arm('PUT', `${GROUP}$`),
  'ContainerGroups.Get': arm('GET', `${GROUP}$`),
  'ContainerGroups.Delete': arm('DELETE', `${GROUP}$`),
  'ContainerGroups.Patch': arm('PATCH', `${GROUP}$`),
  'ContainerGroups.List': arm('GET', `${SUBSCRIPTION}/(?:[^?]+/)?containerGroups$`),
  'ContainerGroups.Restart': arm('POST', `${GROUP}/restart$`),
  'ContainerGroups.Start': arm('POST', `${GROUP}/start$`),
  'ContainerGroups.Stop': arm('POST', `${GROUP}/stop$`),
  Logs: arm('GET', `${GROUP}/containers/[^/]+/logs$`),
  'Operations.Get': arm('GET', `${LOCATION.replace('([^/]+)', '[^/]+')}/operations/([^/]+)$`),
  Capabilities: arm('GET', `${LOCATION}/capabilities$`),
  Usages: arm('GET', `${LOCATION}/usages$`),
  'Workspaces.Get': arm('GET', `${WORKSPACE}$`),
  'Models.List': arm('GET', `${IN_WORKSPACE}/models$`),
  'Models.Get': arm('GET', `${IN_WORKSPACE}/models/([^/]+)$`),
  'ModelVersions.List': arm('GET', `${IN_WORKSPACE}/models/([^/]+)/versions$`),
  'ModelVersions.Get': arm('GET', `${IN_WORKSPACE}/models/([^/]+)/versions/[^/]+$`),
  'Datastores.List': arm('GET', `${IN_WORKSPACE}/datastores$`),
  'Datastores.Get': arm('GET', `${IN_WORKSPACE}/datastores/([^/]+)$`),
  'Datastores.ListSecrets': arm('POST', `${IN_WORKSPACE}/datastores/([^/]+)/listSecrets$`),
  'Registry.List': arm('GET', `${SUBSCRIPTION}/(?:[^?]+/)?registries$`),
  'Registry.Get': arm('GET', `${REGISTRY}$`),
  'Registry.ListCredentials': arm('POST', `${REGISTRY}/listCredentials$`),
  'Registry.UploadUrl': arm('POST', `${REGISTRY}/listBuildSourceUploadUrl$`),
  'Registry.ScheduleRun': arm('POST', `${REGISTRY}/scheduleRun$`),
  'Registry.RunList': arm('GET', `${REGISTRY}/runs$`),
  'Registry.RunGet': arm('GET', `${RUN}$`),
  'Registry.RunLogUrl': arm('POST', `${RUN}/listLogSasUrl$`),
  'Registry.RunCancel': arm('POST', `${RUN}/cancel$`),
  'ResourceGroups.Get': arm('GET', `${SUBSCRIPTION}/resourcegroups/([^/]+)$`),
  'Registry.Exchange': { service: 'registry', method: 'POST', path: /^\/oauth2\/exchange$/ },
  'Registry.Token': { service: 'registry', method: 'GET|POST', path: /^\/oauth2\/token$/ },
  'Registry.Manifest': {
    service: 'registry',
    method: 'GET|HEAD',
    path: /^\/v2\/(.+)\/manifests\/[^/]+$/,
  },
  'Registry.DeleteRepository': { service: 'registry', method: 'DELETE', path: /^\/acr\/v1\/(.+)$/ },
  'PublicRegistry.Manifest': {
    service: 'public-registry',
    method: 'GET|HEAD',
    path: /^\/v2\/(.+)\/manifests\/[^/]+$/,
  },
  /** Reads of the workspace's account: a model's files. */
  'Blob.Get': { service: 'storage', method: 'GET', path: /^\/[^/]+\/(.+)$/ },
  'Blob.Head': { service: 'storage', method: 'HEAD', path: /^\/[^/]+\/(.+)$/ },
  'Blob.List': { service: 'storage', method: 'GET', path: /^\/([^/]+)$/ },
  /** Build contexts and logs, in the registry's own account. */
  'TaskBlob.Get': { service: 'task-storage', method: 'GET|HEAD', path: /^\/[^/]+\/(.+)$/ },
  'TaskBlob.Put': { service: 'task-storage', method: 'PUT', path: /^\/[^/]+\/(.+)$/ },
  'Entra.Discovery': {
    service: 'entra',
    method: 'GET',
    path: /\/(?:discovery\/instance|openid-configuration)$/,
  },
  'Entra.Token': { service: 'entra', method: 'POST', path: /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?token$/ },
  Oidc: { service: 'oidc', method: 'GET', path: /^\/oidc$/ },
} as const satisfies Readonly<Record<string, Route>>;

export type OperationName = keyof typeof ROUTES;

export const OPERATION_NAMES = Object.keys(ROUTES) as [OperationName, ...OperationName[]];

/** An operation and the name of what it is about; empty for calls without one. */
export interface NamedCall {
  readonly operation: OperationName;
  readonly name: string;
}

/** Which operation a call is. Undefined for one that faults cannot name. */
export function operationOf(service: Service, method: string, pathname: string): NamedCall | undefined {
  for (const operation of OPERATION_NAMES) {
    const route: Route = ROUTES[operation];
    if (route.service !== service || !route.method.split('|').includes(method)) continue;
    const match = route.path.exec(pathname);
    if (match) return { operation, name: decodeURIComponent(match[1] ?? '') };
  }
  return undefined;
}

/** ARM compares its paths without case. */
function arm(method: string, path: string): Route {
  return { service: 'arm', method, path: new RegExp(path, 'i') };
}
