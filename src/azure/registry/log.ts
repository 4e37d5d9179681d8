import type { BuildLogPart, Mask } from '../../image/types.ts';
import type { AzureConnection } from '../connection.ts';
import { logUrl } from './build.ts';
import type { RegistryResource } from './resource.ts';
import { maskSas } from './upload.ts';
import { toStorageError } from '../storage/errors.ts';
import { storageRetries } from '../storage/retries.ts';

/**
 * Metadata of a log blob that appears when nothing more will be written. Its value is the build's state.
 * Source: `Azure/azure-cli:src/azure-cli/azure/cli/command_modules/acr/_stream_utils.py`.
 */
const COMPLETE = 'complete';

/** Reads logs of builds by byte offset. The log is an append blob that grows while the build runs. */
export function createLogReader(
  connection: AzureConnection,
  registry: RegistryResource,
): (runId: string, from: number, mask: Mask) => Promise<BuildLogPart> {
  const urls = new Map<string, string>();
  const urlOf = async (runId: string, mask: Mask): Promise<string> => {
    const known = urls.get(runId);
    if (known !== undefined) return known;
    const url = await logUrl(connection, registry, runId);
    maskSas(url, mask);
    urls.set(runId, url);
    return url;
  };
  return async (runId, from, mask) => {
    const url = await urlOf(runId, mask);
    try {
      return await readPart(url, from);
    } catch (caught) {
      const failed = toStorageError(`read the log of the build ${runId}`, caught);
      // The URL is only valid for a while: the next call asks for a new one.
      if (failed.status === 403) urls.delete(runId);
      else if (failed.status !== 404) throw failed;
      // A build that waits for a machine has no log yet.
      return { bytes: new Uint8Array(), complete: false };
    }
  };
}

async function readPart(url: string, from: number): Promise<BuildLogPart> {
  const { BlobClient } = await import('@azure/storage-blob');
  const blob = new BlobClient(url, undefined, { retryOptions: storageRetries() });
  const { contentLength = 0, metadata = {} } = await blob.getProperties();
  const complete = Object.keys(metadata).some((name) => name.toLowerCase() === COMPLETE);
  if (contentLength <= from) return { bytes: new Uint8Array(), complete };
  return { bytes: await blob.downloadToBuffer(from, contentLength - from), complete };
}
