import { ActionError, error, warning } from '../findings.ts';
import type { BuildTools } from './build.ts';
import { buildImage } from './build.ts';
import { formatImageReference } from './reference.ts';
import type { ImageBuild, Registry, TagLookup } from './types.ts';

/** The image that a container group names. */
export interface EnsuredImage {
  /** server/repository@sha256:... */
  readonly image: string;
  /** False when the registry had it already. */
  readonly built: boolean;
}

/** Looks for the image of a plan. A string is its full reference with digest. */
export async function findImage(
  build: ImageBuild,
  registry: Registry,
): Promise<{ readonly image: string } | 'absent' | 'unreadable'> {
  const found = await registry.digestOf(build.repository, build.tag);
  return typeof found === 'string' ? found : { image: byDigest(build, found.digest) };
}

/**
 * Makes sure that the registry has the image of a plan: its tag is the hash of all that goes in, so a tag that
 * exists is not built again. Where the registry may not be read, the image is built, with a warning.
 * Throws ActionError when the build fails.
 */
export async function ensureImage(
  build: ImageBuild,
  registry: Registry,
  tools: BuildTools,
): Promise<EnsuredImage> {
  const found = await findImage(build, registry);
  if (typeof found === 'object') {
    tools.log.info(`Nothing to build: ${registry.server} has ${build.repository}:${build.tag}.`);
    return { image: found.image, built: false };
  }
  if (found === 'unreadable') tools.log.report(unreadable(registry));
  const digest =
    (await buildImage(build, registry, tools)) ??
    digestIn(await registry.digestOf(build.repository, build.tag));
  if (digest === undefined) throw noDigest(build, registry);
  return { image: byDigest(build, digest), built: true };
}

function byDigest({ server, repository }: ImageBuild, digest: string): string {
  return formatImageReference({ server, repository, digest });
}

function digestIn(lookup: TagLookup): string | undefined {
  return typeof lookup === 'string' ? undefined : lookup.digest;
}

function unreadable({ server }: Registry): ReturnType<typeof warning> {
  return warning(
    `The registry ${server} may not be read from here, so the image is built although it may be there already.`,
    {
      remedy: `Grant the role AcrPull on ${server} to the identity that runs this workflow, and let the runner reach the registry.`,
    },
  );
}

function noDigest(build: ImageBuild, registry: Registry): ActionError {
  return new ActionError([
    error(`${registry.server} built ${build.repository}:${build.tag} but does not tell its digest.`, {
      remedy: `Grant the role AcrPull on ${registry.server} to the identity that runs this workflow, and run again.`,
    }),
  ]);
}
