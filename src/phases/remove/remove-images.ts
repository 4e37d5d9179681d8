import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { AzureConnection } from '../../azure/connection.ts';
import { createRegistry } from '../../azure/registry/registry.ts';
import type { Finding } from '../../findings.ts';
import { warning } from '../../findings.ts';
import { parseImageReference } from '../../image/reference.ts';
import { previewRepository } from '../../image/repository.ts';
import type { ImageReference } from '../../image/types.ts';
import type { Inputs } from '../../inputs.ts';
import { TAGS } from '../../service/tags.ts';
import { findingsOf } from '../told.ts';
import type { Tools } from '../tools.ts';

/** What the removal of images needs. */
interface Remover {
  readonly inputs: Pick<Inputs, 'registry'>;
  readonly tools: Pick<Tools, 'log' | 'clock'>;
  readonly connection: AzureConnection;
}

/**
 * Removes the repository of a preview's images, with all of them. Only the one that is the group's by name goes: a
 * prebuilt image and the live service's are somebody else's. Resolves to server/repository when it is gone; what stays
 * is a warning.
 */
export async function removeImages(group: ContainerGroup, remover: Remover): Promise<string | undefined> {
  const own = ownImages(group);
  if (!own) return undefined;
  const { log } = remover.tools;
  const left = await remove(own, remover).catch((caught: unknown) => {
    const [told] = findingsOf(caught);
    return stays(own, told?.message ?? '', told?.remedy);
  });
  if (left) {
    log.report(left);
    return undefined;
  }
  log.info(`Removed its images: ${nameOf(own)}`);
  return nameOf(own);
}

/** The images that the group's tag names, when they are in the repository that is the group's own. */
function ownImages({ name = '', tags }: ContainerGroup): ImageReference | undefined {
  const image = parseImageReference(tags?.[TAGS.image] ?? '');
  return image?.repository === previewRepository(name) ? image : undefined;
}

/** Resolves to a warning when the images stay. */
async function remove(
  own: ImageReference,
  { inputs, connection, tools }: Remover,
): Promise<Finding | undefined> {
  // A tag may name any server. The run's token goes only to one that Azure knows as a registry of this run's.
  const registry = await createRegistry(connection, { server: inputs.registry ?? own.server }, tools);
  if (registry.server !== own.server)
    return stays(own, `the registry of this run is ${registry.server}`, 'Check the input registry.');
  const result = await registry.deleteRepository(own.repository);
  if (typeof result === 'string') return undefined;
  const grant = `Grant the role AcrDelete on ${registry.id} to the identity that signs in.`;
  if ([401, 403].includes(result.status))
    return stays(own, 'the identity that signs in lacks the right to delete', grant);
  return stays(own, result.status === 0 ? 'there was no answer' : `HTTP status ${result.status}`);
}

function stays(own: ImageReference, why: string, remedy = ''): Finding {
  const [registry = ''] = own.server.split('.');
  const command = `az acr repository delete --name ${registry} --repository ${own.repository}`;
  return warning(`The images ${nameOf(own)} could not be removed: ${why.replace(/\.$/, '')}.`, {
    remedy: `${remedy} They cost money until they are gone: ${command}`.trimStart(),
  });
}

function nameOf({ server, repository }: ImageReference): string {
  return `${server}/${repository}`;
}
