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
  const change = compareBodies(before.body, after.body, tolerance);
  return change ? { change } : {};
}

function answerText(answer: Answer | undefined): string {
  return answer ? cut(`${answer.status}: ${answer.body || '(empty)'}`, VALUE_LIMIT) : 'no answer';
}

function compareBodies(before: string, after: string, tolerance: number): ChangedValue | undefined {
  if (before === after) return undefined;
  const [left, right] = [readValue(before), readValue(after)];
  if (!left || !right) return { path: 'answer', more: 0, ...sideBySide(before, after) };
  const [one, other] = decoded(left.value, right.value);
  const isSame = (a: unknown, b: unknown): boolean => isSameValue(a, b, tolerance);
  const [first, ...others] = findDifferences(one, other, { mode: 'exact', isSame });
  return first && { path: first.path, more: others.length, ...textsOf(first) };
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
