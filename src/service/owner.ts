import type { ContainerGroup } from '@azure/arm-containerinstance';
import { MANAGED_BY, TAGS } from './tags.ts';

/** Whose a container group has to be. */
export interface Owner {
  /** Name of the service. */
  readonly service: string;
  /** Value of the tag `preview`; undefined for a service that is no preview. */
  readonly preview?: string | undefined;
}

/** Why a group is not the owner's, as the end of a sentence; undefined when it is. Only exact tags count. */
export function foreignReason({ tags = {} }: Pick<ContainerGroup, 'tags'>, owner: Owner): string | undefined {
  const { [TAGS.service]: service = '', [TAGS.preview]: preview } = tags;
  if (tags[TAGS.managedBy] !== MANAGED_BY)
    return `was not made by this Action (it has no tag ${TAGS.managedBy}=${MANAGED_BY})`;
  if (service !== owner.service) return `belongs to the service "${service}"`;
  if (preview === owner.preview) return undefined;
  return preview === undefined
    ? `is no preview (it has no tag ${TAGS.preview}=${owner.preview ?? ''})`
    : `is the preview of the pull request ${preview}`;
}
