import type { ModelList, ModelVersion } from './list.ts';

/** A model that is not deployed as before. */
export interface ModelChange {
  readonly name: string;
  /** Versions that were deployed and are not any more; empty for a model or version that was added. */
  readonly from: readonly string[];
  /** Versions that were not deployed before; empty for a model or version that was removed. */
  readonly to: readonly string[];
}

/** What differs between two lists of models. */
export interface ModelChanges {
  /** First those of the new list in its order, then the removed ones. */
  readonly changes: readonly ModelChange[];
  /** False when a list was cut: then only what is surely different is told. */
  readonly isComplete: boolean;
}

/** Compares what was deployed with what is to be, model by model. Pure. */
export function modelChanges(before: ModelList, after: ModelList): ModelChanges {
  const [old, now] = [versionsByName(before.models), versionsByName(after.models)];
  const names = [...new Set([...now.keys(), ...old.keys()])];
  const changes = names.flatMap((name): ModelChange[] => {
    // A model that a cut list does not have may be one of those that did not fit.
    if (!(old.has(name) || before.isComplete) || !(now.has(name) || after.isComplete)) return [];
    const [from, to] = [without(old.get(name), now.get(name)), without(now.get(name), old.get(name))];
    return from.length + to.length === 0 ? [] : [{ name, from, to }];
  });
  return { changes, isComplete: before.isComplete && after.isComplete };
}

function versionsByName(models: readonly ModelVersion[]): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const { name, version } of models) versions.set(name, [...(versions.get(name) ?? []), version]);
  return versions;
}

function without(versions: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  return versions.filter((version) => !others.includes(version));
}
