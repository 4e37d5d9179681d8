import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { failure } from '../findings.ts';
import type { ContextFile, ImageBuild } from './types.ts';

/** Two empty blocks of 512 bytes end a tar archive. Source: POSIX.1, pax, "ustar Interchange Format". */
const END_OF_ARCHIVE = 1024;
/** gzip's own default. */
const CODE_LEVEL = 6;
/** Stored: model files hardly compress, and compressing them would be slower than the network. */
const MODEL_LEVEL = 0;
/** Bytes that leave the gzip stream at once. */
const CHUNK = 1 << 20;

/** Told after every piece of content, with the bytes of content read so far. */
export type ArchiveProgress = (bytes: number) => void;

/**
 * The build context as tar.gz, made while it is read: nothing is kept on disk, and in memory only what is on its
 * way. The same context gives the same bytes. The archive is two gzip members: code compressed, models stored.
 * The stream fails with ActionError when a file is longer or shorter than its listing said.
 */
export function streamArchive(build: ImageBuild, onProgress: ArchiveProgress): Readable {
  return Readable.from(archiveBytes(build.context, counter(onProgress)), { objectMode: false });
}

async function* archiveBytes(context: readonly ContextFile[], count: Count): AsyncGenerator<Buffer> {
  const code = context.filter((file) => file.compress);
  const models = context.filter((file) => !file.compress);
  yield* gzip(withoutEnd(tar(code, count)), CODE_LEVEL);
  yield* gzip(tar(models, count), MODEL_LEVEL);
}

/** One gzip member. */
async function* gzip(source: AsyncIterable<Buffer>, level: number): AsyncGenerator<Buffer> {
  const member = createGzip({ level, chunkSize: CHUNK });
  const filled = pipeline(source, member);
  // The error is told by the loop below, which reads the destroyed stream.
  filled.catch(() => undefined);
  yield* member as AsyncIterable<Buffer>;
  await filled;
}

/** A whole tar archive. */
async function* tar(files: readonly ContextFile[], count: Count): AsyncGenerator<Buffer> {
  const archive = pack();
  const write = async (): Promise<void> => {
    for (const file of files) {
      // First the source, then its entry: an entry that nobody fills would fail with nobody to hear it.
      const content = await file.open();
      const header = { name: file.path, size: file.bytes, mode: file.mode, mtime: new Date(0) };
      await pipeline(content, exactly(file, count), archive.entry(header));
    }
    archive.finalize();
  };
  const written = write();
  // A failure to write ends the reader below, which throws it on: nobody else has to hear of it.
  archive.on('error', () => undefined);
  written.catch((caught: unknown) => archive.destroy(caught instanceof Error ? caught : undefined));
  try {
    yield* archive as AsyncIterable<Buffer>;
    await written;
  } finally {
    archive.destroy();
  }
}

/** Passes everything on but the mark that ends a tar archive, so that another archive can follow. */
async function* withoutEnd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const all = Buffer.concat([kept, chunk]);
    const end = Math.max(0, all.length - END_OF_ARCHIVE);
    if (end > 0) yield all.subarray(0, end);
    kept = all.subarray(end);
  }
}

/** Passes a file's content on and fails when its length is not the listed one: tar would be broken silently. */
function exactly(file: ContextFile, count: Count): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      count(chunk.length);
      if (length > file.bytes) done(changed(file, 'longer'));
      else done(null, chunk);
    },
    flush(done) {
      done(length < file.bytes ? changed(file, 'shorter') : null);
    },
  });
}

function changed(file: ContextFile, how: 'longer' | 'shorter'): Error {
  return failure(
    `${JSON.stringify(file.path)} is ${how} than the ${file.bytes} bytes it had when it was listed.`,
    {
      remedy: 'It changed during the run. Run again when nothing writes to it.',
    },
  );
}

type Count = (bytes: number) => void;

function counter(onProgress: ArchiveProgress): Count {
  let total = 0;
  return (bytes) => {
    total += bytes;
    onProgress(total);
  };
}
