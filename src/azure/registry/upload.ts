import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { BuildSource, Mask } from '../../image/types.ts';
import { AzureError } from '../azure-error.ts';
import type { AzureConnection } from '../connection.ts';
import { explain } from '../explain.ts';
import { TASKS_API } from './build.ts';
import type { RegistryResource } from './resource.ts';
import type { RetryTools } from '../retry.ts';
import { withRetry } from '../retry.ts';
import { readShape } from '../shapes.ts';
import { toStorageError } from '../storage/errors.ts';
import { storageRetries } from '../storage/retries.ts';

/** Bytes of a block and blocks on their way at once: the fastest of those measured against a null server. */
const BLOCK_BYTES = 8 << 20;
const BLOCKS_AT_ONCE = 4;

const uploadSchema = z.object({ uploadUrl: z.url(), relativePath: z.string().min(1) });

/**
 * Uploads a build context in blocks. The storage library tries again what may pass of a block; an address that is no
 * longer accepted is asked for anew, and everything is sent once more.
 *
 * @param archive Makes the archive, for each try.
 */
export function uploadSource(
  connection: AzureConnection,
  registry: RegistryResource,
  archive: () => Readable,
  { mask, ...tools }: RetryTools & { readonly mask: Mask },
): Promise<BuildSource> {
  const doing = `upload the build context to ${registry.server}`;
  const path = `${registry.id}/listBuildSourceUploadUrl`;
  const uploadOnce = async (): Promise<BuildSource> => {
    // What Resource Manager refuses has been tried again already, and says nothing about the upload.
    const answer = await connection
      .arm({ method: 'POST', path, apiVersion: TASKS_API, doing })
      .catch((caught: unknown) => {
        throw caught instanceof AzureError ? explain(caught) : caught;
      });
    const { uploadUrl, relativePath } = readShape(uploadSchema, answer, 'the upload of a build context');
    maskSas(uploadUrl, mask);
    await send(uploadUrl, archive(), doing);
    const since = Date.parse(answer.headers['date'] ?? '');
    return { path: relativePath, ...(Number.isFinite(since) && { since }) };
  };
  return withRetry({ call: 'upload' }, uploadOnce, tools);
}

/** The archive's own error (a file that changed) says more than the upload's that follows from it. */
async function send(uploadUrl: string, archive: Readable, doing: string): Promise<void> {
  const { BlockBlobClient } = await import('@azure/storage-blob');
  const client = new BlockBlobClient(uploadUrl, undefined, { retryOptions: storageRetries() });
  let own: Error | undefined;
  // A model file that could not be read says nothing about the upload either.
  archive.once('error', (caught) => (own = caught instanceof AzureError ? explain(caught) : caught));
  try {
    await client.uploadStream(archive, BLOCK_BYTES, BLOCKS_AT_ONCE);
  } catch (caught) {
    throw own ?? toStorageError(doing, caught);
  } finally {
    archive.destroy();
  }
}

/** A signed URL is a secret, and so is its signature alone. */
export function maskSas(url: string, mask: Mask): void {
  const { search, searchParams } = new URL(url);
  mask(url);
  if (search !== '') mask(search.slice(1));
  const signature = searchParams.get('sig');
  if (signature) for (const form of [signature, encodeURIComponent(signature)]) mask(form);
}
