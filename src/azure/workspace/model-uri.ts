/** Where a model's files lie, read from its modelUri. */
export type ModelLocation =
  | {
      readonly kind: 'datastore';
      /** ARM path of the workspace that has the datastore; undefined: the model's own. */
      readonly workspaceId?: string;
      readonly datastore: string;
      /** Path in the datastore's container. May end in a slash. */
      readonly path: string;
    }
  | { readonly kind: 'blob'; readonly container: string; readonly path: string };

/** The datastore for what runs write; it is the container `azureml` of the workspace's storage account. */
const ARTIFACT_STORE = 'workspaceartifactstore';

/** Keywords come in any case: both resourceGroups and resourcegroups occur. */
const SCOPE =
  /^subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/(?:providers\/Microsoft\.MachineLearningServices\/)?workspaces\/([^/]+)\//i;
/** `/paths/` may be missing. The path itself may have a folder named "paths", so only the first counts. */
const DATASTORE = /^datastores\/([^/]+)\/(?:paths\/(?=.)|(?!paths\/))(.+)$/i;
const JOB_ARTIFACT = /^jobs\/([^/]+)\/outputs\/artifacts\/paths\/(.+)$/i;
const RUN = /^runs:\/+([^/]+)\/(.+)$/i;

/**
 * Reads a modelUri. Undefined for a shape that does not lead to storage.
 * Sources: the uri parser in `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/_utils/_storage_utils.py`;
 * job outputs are kept under ExperimentRun/dcid.<job> (`Azure/azure-powershell`, New-AzMLWorkspaceModelVersion).
 * @param storageSuffix the cloud's, such as core.windows.net: a token is sent to no other host.
 */
export function parseModelUri(uri: string, storageSuffix: string): ModelLocation | undefined {
  const run = RUN.exec(uri);
  if (run) return artifact(run[1], run[2], undefined);
  if (/^https:\/\//i.test(uri)) return parseBlobUrl(uri, storageSuffix);
  if (!/^azureml:\/\//i.test(uri)) return undefined;
  const whole = uri.slice('azureml://'.length);
  const scope = SCOPE.exec(whole);
  const rest = scope ? whole.slice(scope[0].length) : whole;
  const workspaceId = scope ? workspacePath(scope) : undefined;
  const job = JOB_ARTIFACT.exec(rest);
  if (job) return artifact(job[1], job[2], workspaceId);
  const [, datastore, path] = DATASTORE.exec(rest) ?? [];
  return datastore && path ? inDatastore(datastore, path, workspaceId) : undefined;
}

function workspacePath([, subscription = '', group = '', workspace = '']: RegExpExecArray): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
}

function artifact(job = '', path = '', workspaceId: string | undefined): ModelLocation {
  return inDatastore(ARTIFACT_STORE, `ExperimentRun/dcid.${job}/${path}`, workspaceId);
}

function inDatastore(datastore: string, path: string, workspaceId: string | undefined): ModelLocation {
  return { kind: 'datastore', datastore, path, ...(workspaceId !== undefined && { workspaceId }) };
}

/** `https://<account>.blob.<suffix>/<container>/<path>`; a SAS in it is dropped. */
function parseBlobUrl(uri: string, storageSuffix: string): ModelLocation | undefined {
  if (!URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  const account = /^([a-z0-9]{3,24})\.(?:blob|dfs)\./.exec(url.hostname)?.[1];
  const host = `${account ?? ''}.blob.${storageSuffix}`;
  if (!account || url.port !== '' || url.hostname.replace('.dfs.', '.blob.') !== host) return undefined;
  const [, container, path] = /^\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
  const decoded = path === undefined ? undefined : decode(path);
  return container && decoded
    ? { kind: 'blob', container: `https://${host}/${container}`, path: decoded }
    : undefined;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
