import type { Agent } from 'node:https';
import type {
  BlobSASPermissions,
  BlobServiceClient,
  ContainerSASPermissions,
  RequestPolicyFactory,
} from '@azure/storage-blob';
import type { StorageAccount } from '../world.ts';
import type { Azurite } from './azurite.ts';

/** The local Azure's own way into a storage account: what the services do behind the scenes. */
export interface StorageClient {
  readonly account: StorageAccount;
  readonly service: BlobServiceClient;
  /** A blob's URL under its public name with a SAS of these permissions (such as `cw`). */
  sasUrl(container: string, blob: string, permissions: string, minutes: number): string;
  /** A container's SAS without the question mark, as listSecrets returns it. */
  containerSas(container: string, permissions: string, minutes: number): string;
}

/** Clocks of clients may run a little behind. */
const CLOCK_SKEW_MINUTES = 15;

/** Opens an account of the emulator by its shared key. */
export async function openStorage(account: StorageAccount, azurite: Azurite): Promise<StorageClient> {
  const blob = await import('@azure/storage-blob');
  const credential = new blob.StorageSharedKeyCredential(account.name, account.key);
  const pipeline = blob.newPipeline(credential);
  pipeline.factories.push(throughAgent(azurite.agent));
  const service = new blob.BlobServiceClient(`https://127.0.0.1:${azurite.port}/${account.name}`, pipeline);
  const sign = (values: Scope, minutes: number): string => {
    const startsOn = inMinutes(-CLOCK_SKEW_MINUTES);
    const limits = { startsOn, expiresOn: inMinutes(minutes), protocol: blob.SASProtocol.Https };
    return blob.generateBlobSASQueryParameters({ ...values, ...limits }, credential).toString();
  };
  const host = `https://${account.name}.blob.core.windows.net`;
  return {
    account,
    service,
    sasUrl: (containerName, blobName, permissions, minutes) => {
      const scope = { containerName, blobName, permissions: blob.BlobSASPermissions.parse(permissions) };
      return `${host}/${containerName}/${encodeBlobName(blobName)}?${sign(scope, minutes)}`;
    },
    containerSas: (containerName, permissions, minutes) =>
      sign({ containerName, permissions: blob.ContainerSASPermissions.parse(permissions) }, minutes),
  };
}

interface Scope {
  readonly containerName: string;
  readonly blobName?: string;
  readonly permissions: BlobSASPermissions | ContainerSASPermissions;
}

/** The agent trusts Azurite's certificate; and no proxy of the environment is asked. */
function throughAgent(agent: Agent): RequestPolicyFactory {
  return {
    create: (next) => ({
      sendRequest: (request) => {
        request.agent = agent;
        return next.sendRequest(request);
      },
    }),
  };
}

function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}

function encodeBlobName(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
