import { cut } from '../report/printable.ts';

/** Longest value that is shown, in characters. */
const VALUE_LIMIT = 120;

/**
 * The differences of two JSON values, a line each: where (a JSON path), what was expected and what came.
 * In `subset` mode objects may have more keys than expected; arrays always need the same length.
 */
export function difference(
  expected: unknown,
  actual: unknown,
  mode: 'exact' | 'subset',
  path = '$',
): string[] {
  if (Array.isArray(expected) && Array.isArray(actual)) return inArrays(expected, actual, mode, path);
  if (isObject(expected) && isObject(actual)) return inObjects(expected, actual, mode, path);
  return expected === actual ? [] : [`${path}: expected ${json(expected)}, got ${json(actual)}`];
}

function inArrays(
  expected: readonly unknown[],
  actual: readonly unknown[],
  mode: 'exact' | 'subset',
  path: string,
): string[] {
  if (expected.length !== actual.length) {
    const lengths = `${path}: expected ${items(expected)}, got ${items(actual)}`;
    return [`${lengths}: expected ${json(expected)}, got ${json(actual)}`];
  }
  return expected.flatMap((item, index) => difference(item, actual[index], mode, `${path}[${index}]`));
}

function inObjects(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  mode: 'exact' | 'subset',
  path: string,
): string[] {
  const wanted = Object.entries(expected).flatMap(([key, value]) => {
    const at = member(path, key);
    return Object.hasOwn(actual, key)
      ? difference(value, actual[key], mode, at)
      : [`${at}: expected ${json(value)}, but the key is missing`];
  });
  if (mode === 'subset') return wanted;
  const surplus = Object.entries(actual).filter(([key]) => !Object.hasOwn(expected, key));
  return [
    ...wanted,
    ...surplus.map(([key, value]) => `${member(path, key)}: not expected, got ${json(value)}`),
  ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${cut(JSON.stringify(key), VALUE_LIMIT)}]`;
}

function items(list: readonly unknown[]): string {
  return list.length === 1 ? '1 item' : `${list.length} items`;
}

function json(value: unknown): string {
  return cut(JSON.stringify(value), VALUE_LIMIT);
}
