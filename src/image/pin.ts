import { failure } from '../findings.ts';
import { formatImageReference } from './reference.ts';
import type { ImageReference, Registry } from './types.ts';

/**
 * Replaces the tag of a prebuilt image by the digest it leads to, when its registry is the one the run knows and may
 * be read. The tag goes: with a digest it means nothing any more, and not every reader of references takes both.
 * Throws ActionError when the registry does not have the image.
 */
export async function pinImage(
  image: ImageReference,
  registry: Registry | undefined,
): Promise<ImageReference> {
  if (image.digest !== undefined || registry?.server.toLowerCase() !== image.server) return image;
  const found = await registry.digestOf(image.repository, image.tag ?? 'latest');
  if (found === 'absent') throw missing(image);
  const { server, repository } = image;
  return found === 'unreadable' ? image : { server, repository, digest: found.digest };
}

function missing(image: ImageReference): Error {
  return failure(`The registry ${image.server} has no image ${formatImageReference(image)}.`, {
    input: 'image',
    remedy: 'Push it first, or correct the repository or the tag.',
  });
}
