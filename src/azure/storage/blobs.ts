import type { TokenCredential } from '@azure/core-auth';
import type { ContainerClient, StoragePipelineOptions } from '@azure/storage-blob';
import { ActionError } from '../../findings.ts';
import type { ModelFile } from '../../models/types.ts';
import { download } from './blob-download.ts';
import { checkedPath, checkNoFileIsFolder } from './blob-path.ts';
import { toStorageError } from './errors.ts';
import { storageRetries } from './retries.ts';

/** How a container of blobs is read. */
export type BlobAccess =
  | { readonly kind: 'key'; readonly account: string; readonly key: string }
  /** The token without a leading question mark. */
  | { readonly kind: 'sas'; readonly token: string }
  | { readonly kind: 'identity'; readonly credential: TokenCredential };

/** A model as it lies in storage. */
export interface StoredFiles {
  /** Base name of the blob or folder. */
  readonly root: string;
  /** Empty for an empty folder. */
  readonly files: readonly ModelFile[];
}

/** One container of a storage account. */
export interface BlobContainer {
  /**
   * Lists the blob or the folder of exactly this path; undefined when there is neither.
   * @param doing for the error: "list the files of the model iris:3".
   * @throws AzureError when storage refuses; ActionError for names that cannot be files.
   */
  list(path: string, doing: string): Promise<StoredFiles | undefined>;
}

/** What is known of a blob before it is opened. */
interface BlobFacts {
  readonly name: string;
  readonly bytes: number;
  /** Without the quotes, which headers have and listings lack. */
  readonly etag: string;
  /** A folder's own entry in storage with a hierarchical namespace. */
  readonly folder: boolean;
}

/**
 * Opens a container by its URL, such as https://mlstore.blob.core.windows.net/azureml. Nothing is sent yet.
 * The SDK's pipeline retries as the table says, and takes HTTPS_PROXY and NO_PROXY from the environment by itself.
 */
export async function openContainer(
  url: string,
  access: BlobAccess,
  options: StoragePipelineOptions = { retryOptions: storageRetries() },
): Promise<BlobContainer> {
  const client = await createClient(url, access, options);
  return {
    list: async (path, doing) => {
      try {
        return await listExactly(client, url, path.replace(/\/+$/, ''));
      } catch (caught) {
        if (caught instanceof ActionError) throw caught;
        throw toStorageError(`${doing} in ${url}`, caught);
      }
    },
  };
}

async function createClient(
  url: string,
  access: BlobAccess,
  options: StoragePipelineOptions,
): Promise<ContainerClient> {
  const storage = await import('@azure/storage-blob');
  switch (access.kind) {
    case 'key': {
      const credential = new storage.StorageSharedKeyCredential(access.account, access.key);
      return new storage.ContainerClient(url, credential, options);
    }
    case 'sas':
      return new storage.ContainerClient(
        `${url}?${access.token}`,
        new storage.AnonymousCredential(),
        options,
      );
    case 'identity':
      return new storage.ContainerClient(url, access.credential, options);
  }
}

/** The exact blob first: a bare prefix would also match its siblings (`model` and `model2`). */
async function listExactly(
  client: ContainerClient,
  url: string,
  path: string,
): Promise<StoredFiles | undefined> {
  const root = checkedPath(path, path).slice(path.lastIndexOf('/') + 1);
  const blob = await head(client, path);
  // An empty blob may stand for a folder without saying so.
  if (blob && !blob.folder && blob.bytes > 0) return { root, files: [toFile(client, url, blob, root)] };
  const folder = await listFolder(client, `${path}/`);
  if (folder) {
    const files = folder.map((item) =>
      toFile(client, url, item, `${root}/${item.name.slice(path.length + 1)}`),
    );
    checkNoFileIsFolder(files.map((file) => file.path));
    return { root, files };
  }
  if (!blob) return undefined;
  return { root, files: blob.folder ? [] : [toFile(client, url, blob, root)] };
}

async function head(client: ContainerClient, name: string): Promise<BlobFacts | undefined> {
  try {
    const answer = await client.getBlobClient(name).getProperties();
    return facts(name, answer.contentLength, answer.etag, answer.metadata);
  } catch (caught) {
    const { status, code } = toStorageError(`read ${name}`, caught);
    if (status === 404 && code !== 'ContainerNotFound') return undefined;
    throw caught;
  }
}

/** The files below a prefix, without the entries of folders; undefined when nothing at all is there. */
async function listFolder(client: ContainerClient, prefix: string): Promise<BlobFacts[] | undefined> {
  const items: BlobFacts[] = [];
  for await (const item of client.listBlobsFlat({ prefix, includeMetadata: true })) {
    items.push(facts(item.name, item.properties.contentLength, item.properties.etag, item.metadata));
  }
  return items.length === 0 ? undefined : items.filter((item) => !item.folder);
}

function facts(
  name: string,
  bytes = 0,
  etag = '',
  metadata: Readonly<Record<string, string>> = {},
): BlobFacts {
  const marked = Object.entries(metadata).some(
    ([key, value]) => key.toLowerCase() === 'hdi_isfolder' && value.toLowerCase() === 'true',
  );
  // Some tools mark a folder with an empty blob whose name ends in a slash.
  const folder = marked || (bytes === 0 && name.endsWith('/'));
  return { name, bytes, etag: etag.replaceAll('"', ''), folder };
}

function toFile(client: ContainerClient, url: string, blob: BlobFacts, path: string): ModelFile {
  const address = `${url}/${blob.name.split('/').map(encodeURIComponent).join('/')}`;
  return {
    path: checkedPath(path, blob.name),
    bytes: blob.bytes,
    identity: `${address} ${blob.etag}`,
    open: () => download(client.getBlobClient(blob.name), blob, address),
  };
}
