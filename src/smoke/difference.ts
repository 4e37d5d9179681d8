import { cut } from '../report/printable.ts';

/** Longest value that is shown, in characters. */
const VALUE_LIMIT = 120;

/** A place where two JSON values differ. */
export interface Difference {
  /** JSON path: `$.predictions[0]`. */
  readonly path: string;
  /** `length`: of arrays. `missing` and `surplus`: a key that only the expected value or only the other one has. */
  readonly kind: 'value' | 'length' | 'missing' | 'surplus';
  readonly expected: unknown;
  readonly actual: unknown;
}

/** How two values are compared. */
export interface Rules {
  /** In `subset` mode objects may have more keys than expected; arrays always need the same length. */
  readonly mode: 'exact' | 'subset';
  /** Whether two values are the same that are not both arrays or both objects. */
  readonly isSame: (expected: unknown, actual: unknown) => boolean;
}

/** The differences of two JSON values in the order of the expected one. The order of keys does not matter. */
export function findDifferences(expected: unknown, actual: unknown, rules: Rules, path = '$'): Difference[] {
  if (Array.isArray(expected) && Array.isArray(actual)) return inArrays(expected, actual, rules, path);
  if (isObject(expected) && isObject(actual)) return inObjects(expected, actual, rules, path);
  return rules.isSame(expected, actual) ? [] : [{ path, kind: 'value', expected, actual }];
}

/** The differences from what a smoke-test file expects, a line each: where, what was expected and what came. */
export function difference(expected: unknown, actual: unknown, mode: Rules['mode']): string[] {
  return findDifferences(expected, actual, { mode, isSame: (left, right) => left === right }).map(lineOf);
}

function lineOf({ path, kind, expected, actual }: Difference): string {
  switch (kind) {
    case 'value':
      return `${path}: expected ${json(expected)}, got ${json(actual)}`;
    case 'length':
      return `${path}: expected ${items(expected)}, got ${items(actual)}: expected ${json(expected)}, got ${json(actual)}`;
    case 'missing':
      return `${path}: expected ${json(expected)}, but the key is missing`;
    case 'surplus':
      return `${path}: not expected, got ${json(actual)}`;
  }
}

function inArrays(
  expected: readonly unknown[],
  actual: readonly unknown[],
  rules: Rules,
  path: string,
): Difference[] {
  if (expected.length !== actual.length) return [{ path, kind: 'length', expected, actual }];
  return expected.flatMap((item, index) => findDifferences(item, actual[index], rules, `${path}[${index}]`));
}

function inObjects(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  rules: Rules,
  path: string,
): Difference[] {
  const wanted = Object.entries(expected).flatMap(([key, value]): Difference[] => {
    const at = member(path, key);
    return Object.hasOwn(actual, key)
      ? findDifferences(value, actual[key], rules, at)
      : [{ path: at, kind: 'missing', expected: value, actual: undefined }];
  });
  if (rules.mode === 'subset') return wanted;
  const surplus = Object.entries(actual).filter(([key]) => !Object.hasOwn(expected, key));
  return [
    ...wanted,
    ...surplus.map(([key, value]): Difference => {
      return { path: member(path, key), kind: 'surplus', expected: undefined, actual: value };
    }),
  ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${cut(JSON.stringify(key), VALUE_LIMIT)}]`;
}

/** How many an array has, in words. */
export function items(list: unknown): string {
  const count = Array.isArray(list) ? list.length : 0;
  return count === 1 ? '1 item' : `${count} items`;
}

function json(value: unknown): string {
  return cut(JSON.stringify(value), VALUE_LIMIT);
}
