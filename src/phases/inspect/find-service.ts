import type { ContainerGroup } from '@azure/arm-containerinstance';
import { failure } from '../../findings.ts';
import { previewTag } from '../../preview/types.ts';
import type { Owner } from '../../service/decide/owner.ts';
import { foreignReason } from '../../service/decide/owner.ts';
import { TAGS } from '../../service/tags.ts';
import type { Access } from '../access.ts';
import { groupNameOf } from '../group-name.ts';
import type { Subject } from '../job.ts';

/** Whose groups a run may touch that is about this service. */
export function ownerOf({ inputs, preview }: Subject, { workspace }: Pick<Access, 'workspace'>): Owner {
  return {
    service: inputs.name,
    ...(preview && { preview: previewTag(preview) }),
    ...(workspace !== undefined && { workspace }),
  };
}

/** Name of the group that the run's service has, or would have. */
export function expectedName(subject: Subject, access: Pick<Access, 'workspace' | 'resourceGroup'>): string {
  return groupNameOf(subject, access.workspace ?? access.resourceGroup.id);
}

/**
 * The groups of the run's service and their candidates, out of all groups of the resource group. Pure.
 * @throws ActionError when the group that should be the service's is somebody else's, or it cannot be told which is meant.
 */
export function groupsOf(
  all: readonly ContainerGroup[],
  subject: Subject,
  access: Pick<Access, 'workspace' | 'resourceGroup'>,
): readonly ContainerGroup[] {
  const owner = ownerOf(subject, access);
  const expected = expectedName(subject, access);
  const foreign = all.find(({ name }) => name === expected);
  const reason = foreign && foreignReason(foreign, owner);
  if (reason !== undefined) throw notOurs(expected, reason);
  const { containerGroupName } = subject.inputs;
  const own = all.filter(
    (group) =>
      foreignReason(group, owner) === undefined &&
      (containerGroupName === undefined || liveNameOf(group) === containerGroupName),
  );
  const names = [...new Set(own.map(liveNameOf))];
  // All that one pull request has is its previews; two services of one name are two services.
  if (names.length > 1 && !subject.preview) throw ambiguous(subject.inputs.name, names);
  return own;
}

/** What there is of one service. */
export interface ServiceGroups {
  readonly live?: ContainerGroup;
  readonly candidate?: ContainerGroup;
}

/**
 * The group of the run's service and its candidate, out of all groups of the resource group. Pure.
 * @throws ActionError as {@link groupsOf} does.
 */
export function serviceOf(
  all: readonly ContainerGroup[],
  subject: Subject,
  access: Pick<Access, 'workspace' | 'resourceGroup'>,
): ServiceGroups {
  const own = groupsOf(all, subject, access);
  const expected = groupNameOf(subject, access.workspace ?? access.resourceGroup.id);
  // A preview may be in another place than this run would put it.
  const meant = own.some((group) => liveNameOf(group) === expected) ? expected : own[0] && liveNameOf(own[0]);
  const these = own.filter((group) => liveNameOf(group) === meant);
  const live = these.find((group) => !isCandidate(group));
  const candidate = these.find(isCandidate);
  return { ...(live && { live }), ...(candidate && { candidate }) };
}

/** True for a group that stands in for another one. */
export function isCandidate({ tags }: Pick<ContainerGroup, 'tags'>): boolean {
  return tags?.[TAGS.candidateOf] !== undefined;
}

/** Name of the group that serves, or for which a candidate stands in. */
function liveNameOf({ name = '', tags }: Pick<ContainerGroup, 'name' | 'tags'>): string {
  return tags?.[TAGS.candidateOf] ?? name;
}

function notOurs(name: string, reason: string): Error {
  return failure(`The container group ${name} ${reason}; it is left as it is.`, {
    remedy:
      'Check name, container-group-name and workspace; delete the group in the portal if nobody needs it.',
  });
}

function ambiguous(service: string, names: readonly string[]): Error {
  return failure(`There are several services ${service}: ${names.join(', ')}.`, {
    input: 'container-group-name',
    remedy: 'Say which is meant with workspace or container-group-name.',
  });
}
