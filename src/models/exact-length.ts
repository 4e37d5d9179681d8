import { pipeline, Transform } from 'node:stream';
import type { Readable, TransformCallback } from 'node:stream';
import type { ActionError } from '../findings.ts';
import { failure } from '../findings.ts';

/**
 * Passes a stream on and makes it fail unless it has exactly this many bytes: a broken download must never
 * become a shorter file. An error of the source reaches the reader.
 * @param what the file or blob, for the error.
 */
export function exactLength(source: NodeJS.ReadableStream, bytes: number, what: string): Readable {
  let seen = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      seen += chunk.length;
      if (seen > bytes) done(mismatch(what, bytes, seen));
      else done(null, chunk);
    },
    flush(done: TransformCallback) {
      if (seen === bytes) done();
      else done(mismatch(what, bytes, seen));
    },
  });
  // pipeline() hands every error to the counter and so to its reader; the callback only has to be there.
  return pipeline(source, counter, () => undefined);
}

function mismatch(what: string, expected: number, seen: number): ActionError {
  const gave = seen > expected ? 'more' : `only ${seen}`;
  return failure(`${what} has ${expected} bytes, but reading it gave ${gave}.`, {
    remedy: 'It broke off, or was changed during the run: run the workflow again.',
  });
}
