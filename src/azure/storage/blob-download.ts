import { Readable } from 'node:stream';
import type { BlobClient } from '@azure/storage-blob';
import type { ActionError } from '../../findings.ts';
import { failure } from '../../findings.ts';
import { exactLength } from '../../models/exact-length.ts';
import { ruleOf } from '../retry.ts';
import { toStorageError } from './errors.ts';

/**
 * How often a download that breaks off is taken up again where it broke. The SDK could do it, but ends with
 * "The operation was aborted" when the connection is lost.
 */
const BROKEN_OFF = ruleOf('download-broken-off');

/**
 * Streams a blob. The first answer is awaited here, so that a refusal is told before anything is read.
 * A blob that changed since it was listed is refused: the image's tag tells of the listed one.
 * @throws AzureError when storage refuses; the stream fails when it would end short.
 */
export async function download(
  client: BlobClient,
  blob: { readonly bytes: number; readonly etag: string },
  address: string,
): Promise<Readable> {
  const from = async (offset: number): Promise<NodeJS.ReadableStream> => {
    const conditions = { ifMatch: `"${blob.etag}"` };
    const answer = await client
      .download(offset, undefined, { conditions, maxRetryRequests: 0 })
      .catch((caught: unknown) => {
        throw toStorageError(`download ${address}`, caught);
      });
    if (!answer.readableStreamBody) throw new Error(`The download of ${address} has no body.`);
    return answer.readableStreamBody;
  };
  const chunks = resumed(await from(0), from, blob.bytes, address);
  return exactLength(Readable.from(chunks, { objectMode: false }), blob.bytes, `The blob ${address}`);
}

/** Reads on from where a body broke off. */
async function* resumed(
  first: NodeJS.ReadableStream,
  from: (offset: number) => Promise<NodeJS.ReadableStream>,
  bytes: number,
  address: string,
): AsyncGenerator<Buffer> {
  let body = first;
  let offset = 0;
  for (let left = BROKEN_OFF.retries; ; left -= 1) {
    try {
      for await (const chunk of body) {
        const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        offset += buffer.length;
        yield buffer;
      }
      return;
    } catch (caught) {
      if (offset >= bytes) return;
      if (left === 0) throw brokenOff(address, offset, caught);
    }
    body = await from(offset);
  }
}

function brokenOff(address: string, offset: number, cause: unknown): ActionError {
  return failure(
    `The download of ${address} broke off ${BROKEN_OFF.retries + 1} times, the last time after ${offset} bytes.`,
    { ...(BROKEN_OFF.remedy !== undefined && { remedy: BROKEN_OFF.remedy }) },
    { cause },
  );
}
