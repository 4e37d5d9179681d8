import type { ContainerGroup } from '@azure/arm-containerinstance';
import { MANAGED_BY, MAX_TAG_VALUE, TAGS } from '../tags.ts';

/** Whose a container group has to be. */
export interface Owner {
  /** Name of the service. */
  readonly service: string;
  /** Value of the tag `preview`; undefined for a service that is no preview. */
  readonly preview?: string | undefined;
  /** ARM id of the workspace; undefined: of any, or without one. */
  readonly workspace?: string | undefined;
}

/** Why a group is not the owner's, as the end of a sentence; undefined when it is. Only exact tags count. */
export function foreignReason({ tags = {} }: Pick<ContainerGroup, 'tags'>, owner: Owner): string | undefined {
  const { [TAGS.service]: service = '', [TAGS.preview]: preview } = tags;
  if (tags[TAGS.managedBy] !== MANAGED_BY)
    return `was not made by this Action (it has no tag ${TAGS.managedBy}=${MANAGED_BY})`;
  if (service !== owner.service) return `belongs to the service "${service}"`;
  if (preview === undefined && owner.preview !== undefined)
    return `is no preview (it has no tag ${TAGS.preview}=${owner.preview})`;
  if (preview !== owner.preview) return `is the preview of the pull request ${preview ?? ''}`;
  if (owner.workspace === undefined || isSameId(tags[TAGS.workspace], owner.workspace)) return undefined;
  return `belongs to ${tags[TAGS.workspace] ? `the workspace ${nameOf(tags[TAGS.workspace])}` : 'no workspace'}`;
}

/** Ids have no case, and a long one was cut to what a tag may hold. */
function isSameId(tag: string | undefined, id: string): boolean {
  return tag?.toLowerCase() === id.slice(0, MAX_TAG_VALUE).toLowerCase();
}

function nameOf(id = ''): string {
  return id.split('/').at(-1) ?? id;
}
