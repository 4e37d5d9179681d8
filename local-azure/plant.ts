import { createWriteStream } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { NewModel, RegisteredModel } from './models.ts';
import type { Seed } from './seed.ts';
import type { ImageStore } from './types.ts';

/** What a seed is put into. */
export interface Ground {
  readonly images: ImageStore;
  /** Login server of the registry that gets the images. */
  readonly server: string;
  /** Folder for what is needed only meanwhile. */
  readonly directory: string;
  registerModel(model: NewModel): Promise<RegisteredModel>;
}

/** Registers the models of a seed and builds its images. Throws with the build log when an image cannot be built. */
export async function plantSeed(seed: Seed, ground: Ground): Promise<void> {
  for (const model of await seed.models()) await ground.registerModel(model);
  for (const image of await seed.images()) await buildImage(ground, image.name, image.directory);
}

async function buildImage(ground: Ground, name: string, directory: string): Promise<void> {
  const contextFile = join(ground.directory, 'seed-context.tar.gz');
  await packFolder(directory, contextFile);
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const request = {
    contextFile,
    dockerFilePath: 'Dockerfile',
    imageNames: [name],
    server: ground.server,
    write,
  };
  const result = await ground.images.build(request).finally(() => rm(contextFile, { force: true }));
  if (!result.ok) throw new Error(`The image ${name} of the seed cannot be built:\n${lines.join('\n')}`);
}

async function packFolder(directory: string, target: string): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(target));
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    tar.entry({ name: relative(directory, file).replaceAll('\\', '/'), mode: 0o644 }, await readFile(file));
  }
  tar.finalize();
  await written;
}
