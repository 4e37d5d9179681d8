import type { ContainerGroup } from '@azure/arm-containerinstance';
import { needsReplacement } from './immutable.ts';
import { TAGS_OUTSIDE_REVISION } from '../tags.ts';
import { HIDDEN, visibleState } from './visible.ts';

/** One field in which two states of a container group differ. */
export interface Difference {
  /** As az would name it, with names in brackets: `containers[iris].resources.requests.cpu`. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** The value now; absent where it could be a secret. */
  readonly from?: string;
  /** The value wanted; stars for a secret. */
  readonly to?: string;
  /** Azure does not change this in a living group: it has to be deleted and created again. */
  readonly replaces: boolean;
}

/**
 * Compares a group as Azure shows it with the group that should be. Secrets are never seen, so they never differ; nor
 * does what Azure fills in, or the tags that change with every run. Pure.
 */
export function compareGroups(live: ContainerGroup, desired: ContainerGroup): Difference[] {
  const [now, wanted] = [visibleState(live), visibleState(desired)];
  const paths = [...new Set([...wanted.keys(), ...now.keys()])];
  return paths
    .filter((path) => now.get(path) !== wanted.get(path) && !OUTSIDE.has(path))
    .map((path) => differenceOf(path, now.get(path), wanted.get(path), live));
}

const OUTSIDE: ReadonlySet<string> = new Set(TAGS_OUTSIDE_REVISION.map((tag) => `tags[${tag}]`));

/** A variable that somebody set in Azure may hold anything. */
const VARIABLE = /\.environmentVariables\[/;

function differenceOf(
  path: string,
  from: string | undefined,
  to: string | undefined,
  live: ContainerGroup,
): Difference {
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  const mayTell = !VARIABLE.test(path) || (to !== undefined && to !== HIDDEN);
  return {
    path,
    kind,
    ...(from !== undefined && mayTell && { from }),
    ...(to !== undefined && { to }),
    replaces: needsReplacement(path, live),
  };
}

/** One line for a person: `~ containers[iris].image: a -> b`. */
export function describeDifference({ path, kind, from, to, replaces }: Difference): string {
  const why = replaces ? '  (replaces the container group)' : '';
  switch (kind) {
    case 'added':
      return `+ ${path}: ${to ?? ''}${why}`;
    case 'removed':
      return `- ${path}${from === undefined ? '' : `: ${from}`}${why}`;
    case 'changed':
      return `~ ${path}: ${from ?? HIDDEN} -> ${to ?? ''}${why}`;
  }
}
