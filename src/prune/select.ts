import type { ContainerGroup } from '@azure/arm-containerinstance';
import { parseRunUrl } from '../github/workflow-runs.ts';
import type { RunAttempt } from '../github/workflow-runs.ts';
import { previewName } from '../preview/names.ts';
import { MANAGED_BY, TAGS } from '../service/tags.ts';

/** A container group that may be pruned: never a service that is no preview. */
export type Prunable = PrunablePreview | PrunableCandidate;

/** The preview of a pull request. */
export interface PrunablePreview {
  readonly kind: 'preview';
  readonly group: ContainerGroup;
  /** Number of the pull request. */
  readonly number: number;
  /** When it may go, in milliseconds since the Unix epoch; undefined when its tag does not tell. */
  readonly expires?: number;
}

/** A candidate that does not serve. */
export interface PrunableCandidate {
  readonly kind: 'candidate';
  readonly group: ContainerGroup;
  /** The run that made it; undefined when its tag does not tell. */
  readonly run?: RunAttempt;
}

/**
 * What may be pruned of all groups of a resource group: previews and candidates that this repository has made, and with
 * a service only its own. Pure.
 *
 * @param repository owner/name; its case does not matter.
 * @param service Name of the service itself, not of its previews.
 */
export function selectPrunable(
  groups: readonly ContainerGroup[],
  repository: string,
  service?: string,
): readonly Prunable[] {
  return groups
    .filter(({ tags = {} }) => tags[TAGS.managedBy] === MANAGED_BY)
    .filter(({ tags = {} }) => isSame(tags[TAGS.repository], repository))
    .flatMap((group) => prunable(group, repository) ?? [])
    .filter((each) => service === undefined || isOf(each, repository, service));
}

function prunable(group: ContainerGroup, repository: string): Prunable | undefined {
  const { tags = {} } = group;
  if (tags[TAGS.candidateOf] !== undefined) {
    // One that serves is all that is left of its service.
    if (tags[TAGS.serving] !== undefined) return undefined;
    const run = parseRunUrl(tags[TAGS.candidateRun] ?? '');
    return { kind: 'candidate', group, ...(run && { run }) };
  }
  const number = numberOf(group, repository);
  if (number === undefined) return undefined;
  const expires = Date.parse(tags[TAGS.expires] ?? '');
  return { kind: 'preview', group, number, ...(Number.isFinite(expires) && { expires }) };
}

/** Number of the pull request of this repository whose preview a group is. */
function numberOf({ tags = {} }: ContainerGroup, repository: string): number | undefined {
  const [, whose, number] = /^(.+)#([1-9]\d{0,8})$/.exec(tags[TAGS.preview] ?? '') ?? [];
  return isSame(whose, repository) ? Number(number) : undefined;
}

function isOf({ group }: Prunable, repository: string, service: string): boolean {
  const number = numberOf(group, repository);
  const name = number === undefined ? service : previewName(service, number);
  return group.tags?.[TAGS.service] === name;
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
