import { error, type Finding } from '../findings.ts';
import type { Document, DocumentPath } from './document.ts';
import { label, valueAt } from './shape.ts';

/** Something that v1's files could ask for and that this Action does not do (yet). */
export interface Feature {
  /** What the keys ask for, as the object of a sentence: `TLS`. */
  readonly asksFor: string;
  readonly keys: readonly DocumentPath[];
  /** When this key says `false`, the others were without effect in v1 and are so here. */
  readonly switchedBy?: DocumentPath;
  /** Why not; default: it is not supported yet. */
  readonly why?: string;
  readonly remedy: string;
}

/** One error for each feature that the document switches on, on the line of its first key. */
export function checkFeatures(document: Document, features: readonly Feature[]): Finding[] {
  return features.flatMap((feature) => {
    const { switchedBy } = feature;
    if (switchedBy && valueAt(document.value, switchedBy) === false) return [];
    const keys = feature.keys.filter((key) => isOn(valueAt(document.value, key)));
    const [first] = keys;
    return first === undefined ? [] : [unsupported(document, feature, keys, first)];
  });
}

function unsupported(
  document: Document,
  feature: Feature,
  keys: readonly DocumentPath[],
  first: DocumentPath,
): Finding {
  const names = keys.map((key) => `"${label(key)}"`).join(', ');
  const verb = keys.length === 1 ? 'asks' : 'ask';
  const why = feature.why ?? 'is not supported yet';
  return error(`${names} ${verb} for ${feature.asksFor}, which ${why}.`, {
    remedy: feature.remedy,
    place: document.keyAt(...first),
  });
}

/**
 * Templates of v1 hold every key: false, null, 0, empty texts and lists, and objects of such, are off.
 */
export function isOn(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return Object.values(value).some(isOn);
}
