import { code, prose, table } from '../markdown.ts';
import type { Removal, RunFacts } from '../types.ts';

/** What was removed, or in a dry run would be, and why. Empty when there is nothing. */
export function renderRemovals({ removed = [], result }: Pick<RunFacts, 'removed' | 'result'>): string {
  const head = [result === 'planned' ? 'Would be removed' : 'Removed', 'Kind', 'Why', 'With its images'];
  return table(head, removed.map(rowOf));
}

function rowOf({ containerGroup, kind, reason, imageRepository }: Removal): readonly string[] {
  return [
    code(containerGroup),
    kind,
    prose(reason),
    imageRepository === undefined ? '' : code(imageRepository),
  ];
}

/** How many groups went, or would go, as the start of a sentence. */
export function removalCount(removed: readonly Removal[] = []): string {
  const { length } = removed;
  return length === 1 ? '1 container group' : `${length === 0 ? 'No' : length} container groups`;
}
