import type { ResolvedModel } from './types.ts';

/** A model by what tells it from others. */
export type ModelVersion = Pick<ResolvedModel, 'name' | 'version'>;

/** Models as a tag of the container group has them. */
export interface ModelList {
  readonly models: readonly ModelVersion[];
  /** False when the tag was too short for all of them. */
  readonly isComplete: boolean;
}

/** Stands for the models that did not fit. No model has such a name. */
const MORE = '…';

/** `iris:3,other:1` in this order; what does not fit into `limit` characters is cut at a whole model and ends in `…`. */
export function formatModelList(models: readonly ModelVersion[], limit: number): string {
  const entries = models.map(({ name, version }) => `${name}:${version}`);
  const all = entries.join(',');
  if (all.length <= limit) return all;
  const kept: string[] = [];
  for (const entry of entries) {
    if ([...kept, entry, MORE].join(',').length > limit) break;
    kept.push(entry);
  }
  return [...kept, MORE].join(',');
}

/** Reads what {@link formatModelList} wrote; entries that are none are left out. No text: no models. */
export function parseModelList(text = ''): ModelList {
  const entries = text.split(',').filter((entry) => entry !== '');
  const models = entries.flatMap((entry) => {
    const [, name, version] = /^([^:]+):([^:]+)$/.exec(entry) ?? [];
    return name === undefined || version === undefined ? [] : [{ name, version }];
  });
  return { models, isComplete: !entries.includes(MORE) };
}
