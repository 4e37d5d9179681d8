import { createHash } from 'node:crypto';
import type { MlStore, ModelVersion } from './arm/machine-learning/store.ts';
import { ARTIFACT_CONTAINER, blobstoreContainer } from './arm/machine-learning/store.ts';
import type { StorageClient } from './storage/client.ts';
import type { World } from './world.ts';

/** A model to register. The files are uploaded as the v2 client does it. */
export interface NewModel {
  readonly name: string;
  readonly version: string;
  /** Base name of the registered file or folder; default: the name of the only file, else "model". */
  readonly root?: string;
  /**
   * Contents by path. One file whose path is the root is registered as that file; otherwise the paths lie in the
   * folder `root`.
   */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Makes one page blob of this size, without its bytes: a multiple of 512. */
  readonly pageBlobBytes?: number;
  /** Default: now. */
  readonly createdAt?: Date;
  readonly modelType?: string;
  readonly isArchived?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, string>>;
  /** Replaces the URI that the upload gives; null as for some models of registries. */
  readonly modelUri?: string | null;
  /** Where the blobs lie. Default: workspaceblobstore. */
  readonly datastore?: 'workspaceblobstore' | 'workspaceartifactstore';
  /** Blobs beside the model, by their full path in the container: siblings, folder markers. */
  readonly extraBlobs?: Readonly<
    Record<string, { readonly content?: string; readonly metadata?: Record<string, string> }>
  >;
}

/** Where a model was put. */
export interface RegisteredModel {
  readonly modelUri: string | null;
  readonly container: string;
  /** Path of the registered file or folder in the container. */
  readonly path: string;
}

/** The seed of v2's content hash. Source: `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/_utils/_asset_utils.py`. */
const HASH_SEED = 'Initialize for october 2021 AML CLI version';

/** Uploads a model and registers it. */
export async function registerModel(
  world: World,
  store: MlStore,
  storage: StorageClient,
  model: NewModel,
): Promise<RegisteredModel> {
  const datastore = model.datastore ?? 'workspaceblobstore';
  const container =
    datastore === 'workspaceartifactstore' ? ARTIFACT_CONTAINER : blobstoreContainer(world.workspaceGuid);
  const root = rootOf(model);
  const path = `LocalUpload/${contentHash(model)}/${root}`;
  await upload(storage, container, path, root, model);
  const scope = `subscriptions/${world.subscriptionId}/resourceGroups/${world.resourceGroup}/workspaces/${world.workspace}`;
  const uploaded = `azureml://${scope}/datastores/${datastore}/paths/${path}`;
  const modelUri = model.modelUri === undefined ? uploaded : model.modelUri;
  store.add(recordOf(model, modelUri));
  return { modelUri, container, path };
}

/** Makes the containers that every workspace has. */
export async function createContainers(world: World, storage: StorageClient): Promise<void> {
  const names = [ARTIFACT_CONTAINER, blobstoreContainer(world.workspaceGuid)];
  await Promise.all(names.map((name) => storage.service.getContainerClient(name).createIfNotExists()));
}

function recordOf(model: NewModel, modelUri: string | null): ModelVersion {
  return {
    name: model.name,
    version: model.version,
    createdAt: (model.createdAt ?? new Date()).toISOString(),
    modelUri,
    modelType: model.modelType ?? 'custom_model',
    isArchived: model.isArchived ?? false,
    isAnonymous: false,
    description: null,
    tags: model.tags ?? {},
    properties: model.properties ?? {},
  };
}

async function upload(
  storage: StorageClient,
  container: string,
  path: string,
  root: string,
  model: NewModel,
): Promise<void> {
  const client = storage.service.getContainerClient(container);
  const put = async (
    name: string,
    content: string | Uint8Array,
    metadata?: Record<string, string>,
  ): Promise<void> => {
    await client
      .getBlockBlobClient(name)
      .upload(content, Buffer.byteLength(content), metadata ? { metadata } : {});
  };
  if (model.pageBlobBytes !== undefined) await client.getPageBlobClient(path).create(model.pageBlobBytes);
  const done = { upload_status: 'completed', name: model.name, version: model.version };
  const files = Object.entries(model.files ?? {});
  for (const [at, [file, content]] of files.entries()) {
    await put(
      file === root && files.length === 1 ? path : `${path}/${file}`,
      content,
      at === 0 ? done : undefined,
    );
  }
  for (const [name, extra] of Object.entries(model.extraBlobs ?? {}))
    await put(name, extra.content ?? '', extra.metadata);
}

function rootOf(model: NewModel): string {
  if (model.root !== undefined) return model.root;
  const files = Object.keys(model.files ?? {});
  const only = files.length === 1 ? files[0] : undefined;
  return only !== undefined && !only.includes('/') ? only : 'model';
}

/** An md5 over what is uploaded; the same content gets the same folder, as in v2. Names are hashed too: one file is a simplification. */
function contentHash(model: NewModel): string {
  const hash = createHash('md5')
    .update(HASH_SEED)
    .update(`${model.name}:${model.version}:${model.pageBlobBytes ?? ''}`);
  for (const [name, content] of Object.entries(model.files ?? {})) hash.update(name).update(content);
  return hash.digest('hex');
}
