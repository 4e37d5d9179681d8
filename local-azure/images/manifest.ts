import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ImageConfig } from '../containers/types.ts';

const DOCKER = 'application/vnd.docker';
/** Stands for the layers of a base image, in bytes as they are pulled: they are not there, and every real one is large. */
const BASE_BYTES = 250 * 1024 * 1024;

export interface Manifest {
  readonly schemaVersion: 2;
  readonly mediaType: string;
  readonly config: Layer;
  readonly layers: readonly Layer[];
}

interface Layer {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

/** One file of an image, as far as the digest depends on it. */
export interface FileDigest {
  readonly name: string;
  readonly mode: number;
  readonly size: number;
  readonly digest: string;
}

/** The manifest of an image. The same files and configuration give the same manifest. */
export async function createManifest(base: string, config: ImageConfig, tree: string): Promise<Manifest> {
  return describeImage(base, config, await fileDigests(tree));
}

/** The manifest of an image with these files. */
export function describeImage(base: string, config: ImageConfig, files: readonly FileDigest[]): Manifest {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const configText = JSON.stringify({ base, ...config });
  return {
    schemaVersion: 2,
    mediaType: `${DOCKER}.distribution.manifest.v2+json`,
    config: {
      mediaType: `${DOCKER}.container.image.v1+json`,
      size: configText.length,
      digest: sha256(configText),
    },
    layers: [layerOf(BASE_BYTES, base), layerOf(size, JSON.stringify(files))],
  };
}

function layerOf(size: number, content: string): Layer {
  return { mediaType: `${DOCKER}.image.rootfs.diff.tar.gzip`, size, digest: sha256(content) };
}

/** The digest under which a registry keeps a manifest: of its JSON text. */
export function manifestDigest(manifest: Manifest): string {
  return sha256(JSON.stringify(manifest));
}

async function fileDigests(tree: string): Promise<FileDigest[]> {
  const names = (await readdir(tree, { recursive: true })).sort();
  const files = [];
  for (const name of names) {
    const path = join(tree, name);
    const info = await lstat(path);
    if (info.isDirectory()) continue;
    const digest = info.isSymbolicLink() ? sha256(await readlink(path)) : await fileDigest(path);
    files.push({ name, mode: info.mode & 0o777, size: info.size, digest });
  }
  return files;
}

async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return `sha256:${hash.digest('hex')}`;
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
