/** NaN and Infinity as Python's json.dumps() writes them, or a string, in which they mean nothing. */
const STRING_OR_WORD = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs;

/**
 * The value of an answer's body, or undefined when it is not JSON. Whole numbers become bigints: none is rounded, and
 * 5 can be told from 5.0. Python's NaN and Infinity become texts.
 */
export function readValue(body: string): { readonly value: unknown } | undefined {
  return parse(body) ?? parse(body.replace(STRING_OR_WORD, quoted));
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text, wholeNumbers) as unknown };
  } catch {
    return undefined;
  }
}

/** The source is what the text has, such as 5.0. */
function wholeNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const { source = '' } = context ?? {};
  return typeof value === 'number' && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

function quoted(found: string): string {
  return found.startsWith('"') ? found : `"${found}"`;
}

/** A value as people read it: JSON. */
export function valueText(value: unknown): string {
  if (isNumber(value)) return `${value}`;
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner));
}

/** Numbers nearer to zero are compared as if they were this large: relative to them, any noise is a change. */
const SMALLEST = 1e-6;

/**
 * True for two texts, numbers and the like that are the same. Numbers may differ by the tolerance, relative to the
 * larger one; two whole numbers may not: they are classes, counts and ids.
 */
export function isSameValue(left: unknown, right: unknown, tolerance: number): boolean {
  if (left === right) return true;
  if (!isNumber(left) || !isNumber(right)) return false;
  if (typeof left === 'bigint' && typeof right === 'bigint') return false;
  const [a, b] = [Number(left), Number(right)];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a === b;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b), SMALLEST);
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
