import { formatBytes } from '../bytes.ts';
import { cut } from '../report/printable.ts';
import { DEFAULT_STATUS } from '../smoke/compare.ts';
import type { Difference } from '../smoke/difference.ts';
import { findDifferences, items } from '../smoke/difference.ts';
import type { Expectation } from '../smoke/types.ts';
import type { ChangedValue, ComparedRequest } from './types.ts';
import { isSameValue, readValue, valueText } from './value.ts';

/** Longest value that is shown, in characters. */
const VALUE_LIMIT = 120;
/** What is shown of two long texts before the place where they part, in characters. */
const LEAD = 20;

/** What a service answered; absent: nothing. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Of the body; without them its text counts. */
  readonly bytes?: Uint8Array;
}

/** How two predictions are compared. */
export interface ComparisonRules {
  /** Relative difference up to which numbers count as the same. */
  readonly tolerance: number;
  /** What the request expects: a status from 400 on that it expects is an answer like any other. */
  readonly expect: Expectation;
}

type Outcome = Pick<ComparedRequest, 'change' | 'failure'>;

/** Compares what two services made of one request. Pure. */
export function compareAnswers(
  before: Answer | undefined,
  after: Answer | undefined,
  { tolerance, expect }: ComparisonRules,
): Outcome {
  if (before?.status !== after?.status)
    return { change: { path: 'status', before: answerText(before), after: answerText(after), more: 0 } };
  if (!before || !after) return { failure: 'no answer' };
  const isFailure = before.status >= 400 && before.status !== (expect.status ?? DEFAULT_STATUS);
  if (isFailure) return { failure: `status ${before.status}` };
  const change = compareBodies(before, after, tolerance);
  return change ? { change } : {};
}

function answerText(answer: Answer | undefined): string {
  return answer ? cut(`${answer.status}: ${answer.body || '(empty)'}`, VALUE_LIMIT) : 'no answer';
}

function compareBodies(before: Answer, after: Answer, tolerance: number): ChangedValue | undefined {
  const [left, right] = [readValue(before.body), readValue(after.body)];
  if (!left || !right) return compareTexts(before, after);
  const [one, other] = decoded(left.value, right.value);
  const isSame = (a: unknown, b: unknown): boolean => isSameValue(a, b, tolerance);
  const [first, ...others] = findDifferences(one, other, { mode: 'exact', isSame });
  return first && { path: first.path, more: others.length, ...textsOf(first) };
}

/** What is no JSON is compared byte for byte: numbers in binary may all be the same as text. */
function compareTexts(before: Answer, after: Answer): ChangedValue | undefined {
  const [left, right] = [before, after].map(({ bytes, body }) => Buffer.from(bytes ?? body));
  if (!left || !right || left.equals(right)) return undefined;
  if (isText(before) && isText(after))
    return { path: 'answer', more: 0, ...sideBySide(before.body, after.body) };
  const at = left.findIndex((byte, index) => byte !== right[index]);
  const place = at < 0 ? left.length : at;
  return {
    path: `byte ${place + 1} of the answer`,
    more: 0,
    before: byteText(left, place),
    after: byteText(right, place),
  };
}

/** What UTF-8 does not know becomes this character. */
function isText({ body }: Answer): boolean {
  return !body.includes('\uFFFD');
}

function byteText(bytes: Uint8Array, place: number): string {
  const byte = bytes[place];
  const shown = byte === undefined ? 'none' : `0x${byte.toString(16).padStart(2, '0')}`;
  return `${shown} (of ${formatBytes(bytes.length)})`;
}

/** run() that returns json.dumps(...) makes JSON strings that hold JSON. On one side only, callers see a difference. */
function decoded(left: unknown, right: unknown): readonly [unknown, unknown] {
  if (typeof left !== 'string' || typeof right !== 'string') return [left, right];
  const [one, other] = [readValue(left), readValue(right)];
  return one && other ? [one.value, other.value] : [left, right];
}

function textsOf({ kind, expected, actual }: Difference): { before: string; after: string } {
  switch (kind) {
    case 'value':
      return sideBySide(valueText(expected), valueText(actual));
    case 'length':
      return { before: items(expected), after: items(actual) };
    case 'missing':
      return { before: cut(valueText(expected), VALUE_LIMIT), after: 'missing' };
    case 'surplus':
      return { before: 'missing', after: cut(valueText(actual), VALUE_LIMIT) };
  }
}

/** Both texts, shortened so that the place where they part is seen. */
function sideBySide(before: string, after: string): { before: string; after: string } {
  const longest = Math.max(before.length, after.length);
  let same = 0;
  while (same < longest && before[same] === after[same]) same += 1;
  const from = longest <= VALUE_LIMIT ? 0 : Math.max(0, same - LEAD);
  const part = (text: string): string => cut(`${from > 0 ? '…' : ''}${text.slice(from)}`, VALUE_LIMIT);
  return { before: part(before), after: part(after) };
}
