import { randomUUID } from 'node:crypto';
import { cp, readFile, rm } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { RunnableImage } from '../containers/types.ts';
import type { ImageStore } from '../types.ts';
import { publicImage } from './bases.ts';
import { createPublicImages } from './public.ts';
import { BuildError, playBuild } from './build.ts';
import { BuildLog } from './build-log.ts';
import { ContextError, unpackContext } from './context.ts';
import { CopyError } from './copy.ts';
import { DockerfileError, parseDockerfile } from './dockerfile.ts';
import { createManifest, manifestDigest, type Manifest } from './manifest.ts';
import { splitReference } from './reference.ts';

/** The image store, and what container groups need of it. */
export interface LocalImageStore extends ImageStore {
  /** An image that was built here, or a public one that is played. Undefined: no registry has it. */
  open(image: string): RunnableImage | undefined;
  /** True for a public image that is played. */
  isPublic(image: string): boolean;
}

/** An image with what a registry tells of it. */
export interface FoundImage extends RunnableImage {
  readonly digest: string;
  readonly manifest: Manifest;
}

/** What a build can say no with; everything else is a fault of the local Azure. */
const REFUSALS = [BuildError, ContextError, CopyError, DockerfileError];

type BuildRequest = Parameters<ImageStore['build']>[0];

/** A store that keeps its images below `directory`. The caller deletes the directory. */
export function createImageStore(directory: string): LocalImageStore {
  /** By server/repository:tag and server/repository@digest, in lower case. */
  const images = new Map<string, FoundImage>();
  const publicImages = createPublicImages();

  const find = (server: string, repository: string, reference: string): FoundImage | undefined => {
    const name = `${server}/${repository}${reference.startsWith('sha256:') ? '@' : ':'}${reference}`;
    return images.get(name.toLowerCase()) ?? publicImages.find(name);
  };
  const open = (image: string): RunnableImage | undefined => {
    const { server, repository, reference } = splitReference(image);
    return find(server, repository, reference);
  };
  const build = async (request: BuildRequest): Promise<{ ok: boolean; digest?: string }> => {
    const folder = join(directory, randomUUID());
    const image = await buildImage(request, folder, open);
    await rm(join(folder, 'context'), { recursive: true, force: true });
    if (!image) return { ok: false };
    for (const name of request.imageNames) {
      const { repository } = splitReference(`${request.server}/${name}`);
      images.set(`${request.server}/${name}`.toLowerCase(), image);
      images.set(`${request.server}/${repository}@${image.digest}`.toLowerCase(), image);
    }
    return { ok: true, digest: image.digest };
  };
  const remove: ImageStore['remove'] = (server, repository) => {
    const start = `${server}/${repository}`.toLowerCase();
    const isOfIt = (name: string): boolean => name.startsWith(`${start}:`) || name.startsWith(`${start}@`);
    const ends = [...images.keys()].filter(isOfIt).map((name) => name.slice(start.length));
    for (const end of ends) images.delete(`${start}${end}`);
    const after = (mark: string): string[] =>
      ends.filter((end) => end.startsWith(mark)).map((end) => end.slice(1));
    return ends.length === 0 ? undefined : { digests: after('@'), tags: after(':') };
  };
  return {
    build,
    find,
    remove,
    open,
    isPublic: (image) => publicImage(image) !== undefined,
    moveTag: (image) => publicImages.moveTag(image),
  };
}

/** Undefined: the build failed, and its log says why. */
async function buildImage(
  request: BuildRequest,
  folder: string,
  open: LocalImageStore['open'],
): Promise<FoundImage | undefined> {
  const log = new BuildLog(request.write);
  const context = join(folder, 'context');
  const tree = join(folder, 'tree');
  try {
    const bytes = await unpackContext(request.contextFile, context);
    log.before(request.server, bytes);
    const instructions = parseDockerfile(await readDockerfile(context, request.dockerFilePath));
    const seed = (from: string): Promise<void> => cp(from, tree, { recursive: true, verbatimSymlinks: true });
    const { base, config } = await playBuild({
      instructions,
      context,
      tree,
      seed,
      find: open,
      write: request.write,
    });
    const manifest = await createManifest(base, config, tree);
    const digest = manifestDigest(manifest);
    const names = request.imageNames.map((name) => `${request.server}/${name}`);
    log.built(manifest.config.digest, names);
    for (const name of names) log.pushed(name, digest, JSON.stringify(manifest).length);
    return { digest, manifest, config, tree };
  } catch (cause) {
    const refusal = REFUSALS.find((kind) => cause instanceof kind);
    if (!refusal || !(cause instanceof Error)) throw cause;
    log.failed(cause.message);
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
}

async function readDockerfile(context: string, path: string): Promise<string> {
  const name = normalize(`/${path}`).slice(1);
  return readFile(join(context, name), 'utf8').catch(() => {
    throw new DockerfileError(
      `unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat ${name}: no such file or directory`,
    );
  });
}
