import { createHash } from 'node:crypto';
import { publicImage } from './bases.ts';
import { describeImage, manifestDigest, type Manifest } from './manifest.ts';
import { splitReference } from './reference.ts';
import type { FoundImage } from './store.ts';

/** Public images that are played: they have a manifest, and no files. */
export interface PublicImages {
  /** By tag or digest. A digest has to be one that a tag of the repository has or had. */
  find(image: string): FoundImage | undefined;
  /** Lets a tag name a newer image from now on. */
  moveTag(image: string): void;
}

/** Public images whose tags all name the first image of their repository, until they are moved. */
export function createPublicImages(): PublicImages {
  /** How often a tag was moved. */
  const moved = new Map<string, number>();
  /** How many images a repository has had. */
  const newest = new Map<string, number>();
  const nameOf = (image: string): { repository: string; reference: string } => {
    const { server, repository, reference } = splitReference(image);
    return { repository: `${server}/${repository}`, reference };
  };
  return {
    find: (image) => {
      const config = publicImage(image);
      if (!config) return undefined;
      const { repository, reference } = nameOf(image);
      const found = (version: number): FoundImage => {
        const manifest = manifestOf(repository, config, version);
        return { config, manifest, digest: manifestDigest(manifest) };
      };
      if (!reference.startsWith('sha256:')) return found(moved.get(`${repository}:${reference}`) ?? 0);
      const versions = Array.from({ length: (newest.get(repository) ?? 0) + 1 }, (_, version) => version);
      return versions.map(found).find(({ digest }) => digest === reference);
    },
    moveTag: (image) => {
      const { repository, reference } = nameOf(image);
      const version = (newest.get(repository) ?? 0) + 1;
      newest.set(repository, version);
      moved.set(`${repository}:${reference}`, version);
    },
  };
}

/** The first image has no files at all; every newer one a patch. */
function manifestOf(repository: string, config: FoundImage['config'], version: number): Manifest {
  if (version === 0) return describeImage(repository, config, []);
  const digest = `sha256:${createHash('sha256').update(`patch ${version}`).digest('hex')}`;
  return describeImage(repository, config, [{ name: 'patch', mode: 0o644, size: 0, digest }]);
}
