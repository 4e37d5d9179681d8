import type { z } from 'zod';
import { failure } from '../../findings.ts';
import type { Log } from '../../log.ts';
import { silentLog } from '../../log.ts';
import { AzureError, isStatus } from '../azure-error.ts';
import type { BlobAccess, BlobContainer } from '../storage/blobs.ts';
import { openContainer } from '../storage/blobs.ts';
import type { AzureConnection } from '../connection.ts';
import { BLOB_READER, grantRemedy, readDenial } from '../roles.ts';
import { datastoreShape, readShape, secretsShape } from '../shapes.ts';
import { ML_API_VERSION } from './workspace.ts';

/** Opens a container; given by tests. */
export type OpenContainer = typeof openContainer;

/** The containers that models lie in. Each datastore is asked for once a run, also when many ask at the same time. */
export interface Datastores {
  /**
   * The container of a datastore, opened with the datastore's own credentials or else the caller's identity.
   * @throws AzureError when it does not exist or may not be read; ActionError when it is no Blob storage.
   */
  open(workspaceId: string, datastore: string): Promise<BlobContainer>;
  /** A container by its URL, with the caller's identity. */
  openUrl(containerUrl: string): Promise<BlobContainer>;
}

/** Creates the cache of opened datastores. Keys and SAS tokens are masked in the log before they are used. */
export function createDatastores(
  connection: AzureConnection,
  log: Log = silentLog,
  open: OpenContainer = openContainer,
): Datastores {
  const opened = new Map<string, Promise<BlobContainer>>();
  const once = (key: string, make: () => Promise<BlobContainer>): Promise<BlobContainer> => {
    const known = opened.get(key) ?? make();
    opened.set(key, known);
    return known;
  };
  const openUrl = (url: string): Promise<BlobContainer> => open(url, callerOf(connection));
  return {
    openUrl: (url) => once(url, () => openUrl(url)),
    open: (workspaceId, name) => {
      const path = `${workspaceId}/datastores/${encodeURIComponent(name)}`;
      return once(path.toLowerCase(), async () => {
        const url = await containerUrl(connection, path, name);
        const found = await accessOf(connection, log, path, url);
        if ('denied' in found) return explainDenied(await openUrl(url.container), found.denied);
        const container = await open(url.container, found);
        return found.kind === 'identity' ? container : orElse(container, () => openUrl(url.container));
      });
    },
  };
}

type Datastore = z.infer<typeof datastoreShape>['properties'];

interface ContainerAddress {
  readonly account: string;
  /** URL of the container. */
  readonly container: string;
  readonly credentialsType: string;
}

async function containerUrl(
  connection: AzureConnection,
  path: string,
  name: string,
): Promise<ContainerAddress> {
  const answer = await connection.arm({
    path,
    apiVersion: ML_API_VERSION,
    doing: `read the datastore "${name}"`,
  });
  const { properties } = readShape(datastoreShape, answer, `the datastore "${name}"`);
  const account = properties.accountName ?? '';
  const container = containerName(properties, name);
  const suffix = connection.cloud.storageSuffix;
  // Tokens go to the storage hosts of the signed-in cloud only.
  if (properties.endpoint && properties.endpoint.toLowerCase() !== suffix) {
    throw failure(
      `The datastore "${name}" lies at ${JSON.stringify(properties.endpoint)}, outside of ${connection.cloud.name}.`,
      {
        remedy:
          'Set the input cloud to the cloud of the storage account, or register the model from a datastore of this cloud.',
      },
    );
  }
  if (!/^[a-z0-9]{3,24}$/.test(account) || !/^[$a-z0-9][a-z0-9-]{1,62}$/.test(container)) {
    throw failure(`The datastore "${name}" does not say which storage account and container it means.`);
  }
  const credentialsType = properties.credentials?.credentialsType ?? 'None';
  return { account, container: `https://${account}.blob.${suffix}/${container}`, credentialsType };
}

/** Gen2 accounts answer as Blob storage too; their file systems are containers. */
function containerName(properties: Datastore, name: string): string {
  const type = properties.datastoreType;
  if (type === 'AzureBlob') return properties.containerName ?? '';
  if (type === 'AzureDataLakeGen2') return properties.filesystem ?? '';
  throw failure(
    `The datastore "${name}" is of the type ${JSON.stringify(type)}; models are read from Blob storage only.`,
    {
      remedy: 'Register the model from a datastore of the type AzureBlob or AzureDataLakeGen2.',
    },
  );
}

function callerOf({ credential }: AzureConnection): BlobAccess {
  return { kind: 'identity', credential };
}

/** The datastore's key or SAS; the caller's identity where it keeps neither, or where its secrets may not be read. */
async function accessOf(
  connection: AzureConnection,
  log: Log,
  path: string,
  { account, credentialsType }: ContainerAddress,
): Promise<BlobAccess | { readonly denied: AzureError }> {
  if (credentialsType !== 'AccountKey' && credentialsType !== 'Sas') return callerOf(connection);
  const doing = 'read the credentials of a datastore';
  try {
    const answer = await connection.arm({
      method: 'POST',
      path: `${path}/listSecrets`,
      apiVersion: ML_API_VERSION,
      doing,
    });
    const { key, sasToken } = readShape(secretsShape, answer, 'the credentials of a datastore');
    const secret = key ?? sasToken?.replace(/^\?/, '');
    if (!secret) return callerOf(connection);
    log.mask(secret);
    return key ? { kind: 'key', account, key } : { kind: 'sas', token: secret };
  } catch (caught) {
    if (isStatus(caught, 403)) return { denied: caught };
    throw caught;
  }
}

/** Turns to the caller's identity once the account has refused its key (allowSharedKeyAccess=false). */
function orElse(container: BlobContainer, identity: () => Promise<BlobContainer>): BlobContainer {
  let current = container;
  return {
    list: async (path, doing) => {
      try {
        return await current.list(path, doing);
      } catch (caught) {
        if (!(caught instanceof AzureError && caught.code === 'KeyBasedAuthenticationNotPermitted'))
          throw caught;
        current = await identity();
        return current.list(path, doing);
      }
    },
  };
}

/** When neither the datastore's secrets nor the blobs may be read, either of two roles helps. */
function explainDenied(container: BlobContainer, denied: AzureError): BlobContainer {
  return {
    list: async (path, doing) => {
      try {
        return await container.list(path, doing);
      } catch (caught) {
        if (!isStatus(caught, 403)) throw caught;
        const denial = readDenial(denied.facts.message);
        const byKey = denial ? `${grantRemedy(denial)} ` : '';
        throw caught.asActionError(`${byKey}Or grant "${BLOB_READER}" on the storage account.`);
      }
    },
  };
}
