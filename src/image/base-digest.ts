import type { Finding, Place } from '../findings.ts';
import { notice } from '../findings.ts';
import { formatImageReference, parseImageReference } from './reference.ts';
import type { ImageReference, TagLookup } from './types.ts';

/** Asks the registry of an image what its tag names now. `unasked`: of that registry nothing can be known from here. */
export type DigestLookup = (image: ImageReference) => Promise<TagLookup | 'unasked'>;

/** What the Dockerfile is to name. */
export interface PinnedBase {
  /** As it was, or `server/repository:tag@sha256:...`. */
  readonly baseImage: string;
  readonly findings: readonly Finding[];
}

/**
 * Adds to a base image the digest that its tag has now. So the hash of the Dockerfile, which names the image that is
 * built, changes when the base image was patched, and only then. What is no reference, has a digest already or does
 * not exist is left as it is: others tell.
 */
export async function pinBase(
  baseImage: string,
  place: Place | undefined,
  lookUp: DigestLookup,
): Promise<PinnedBase> {
  const reference = parseImageReference(baseImage);
  if (!reference || reference.digest !== undefined) return { baseImage, findings: [] };
  const tagged = { ...reference, tag: reference.tag ?? 'latest' };
  const found = await lookUp(tagged);
  if (typeof found === 'object') {
    return { baseImage: formatImageReference({ ...tagged, digest: found.digest }), findings: [] };
  }
  return { baseImage, findings: found === 'absent' ? [] : [unpinned(tagged, place)] };
}

function unpinned(image: ImageReference, place: Place | undefined): Finding {
  return notice(
    `The digest of the base image ${formatImageReference(image)} cannot be read from here: a newer image behind its tag is no reason to build again.`,
    {
      remedy: `To tell versions apart, write the digest into the base image: ${image.server}/${image.repository}@sha256:...`,
      ...(place && { place }),
    },
  );
}
