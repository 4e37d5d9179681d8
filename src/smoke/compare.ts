import { cut, printableLine } from '../report/printable.ts';
import { difference } from './difference.ts';
import { parseJson } from './json.ts';
import type { Expectation } from './types.ts';

/** Status that is expected when the file does not say. */
export const DEFAULT_STATUS = 200;
/** Longest part of an unexpected answer that is shown. */
const ANSWER_LIMIT = 500;
/** Differences shown for one request. */
const DIFFERENCE_LIMIT = 20;

/** What an endpoint answered. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly latencyMs: number;
}

/** Empty differences: the answer is as expected. */
export interface Comparison {
  readonly differences: readonly string[];
  readonly notes: readonly string[];
  /** True when the answer was right and only came too late. */
  readonly onlyLate: boolean;
}

type BodyComparison = Omit<Comparison, 'onlyLate'>;

/**
 * Compares an answer with what the smoke-test file expects. Pure. JSON is compared by value, numbers exactly.
 * When the status is another, only that and the answer are told: the body then says why.
 */
export function compareAnswer(answer: Answered, expect: Expectation): Comparison {
  const status = expect.status ?? DEFAULT_STATUS;
  if (answer.status !== status) {
    const wrong = [`status: expected ${status}, got ${answer.status}`, `answer: ${shown(answer.body)}`];
    return { differences: [...wrong, ...latency(answer, expect)], notes: [], onlyLate: false };
  }
  const { differences, notes } = compareBody(answer.body, expect);
  const late = latency(answer, expect);
  const onlyLate = differences.length === 0 && late.length > 0;
  return { differences: [...limited(differences), ...late], notes, onlyLate };
}

function latency({ latencyMs }: Answered, { maxLatencyMs }: Expectation): string[] {
  if (maxLatencyMs === undefined || latencyMs <= maxLatencyMs) return [];
  return [`latency: expected at most ${maxLatencyMs} ms, got ${Math.round(latencyMs)} ms`];
}

function compareBody(body: string, expect: Expectation): BodyComparison {
  const checks = [
    ...('body' in expect ? [{ mode: 'exact', expected: expect.body } as const] : []),
    ...('contains' in expect ? [{ mode: 'subset', expected: expect.contains } as const] : []),
  ];
  const results = checks.map(({ mode, expected }) => compareJson(body, expected, mode));
  return {
    differences: results.flatMap((result) => result.differences),
    notes: [...new Set(results.flatMap((result) => result.notes))],
  };
}

function compareJson(body: string, expected: unknown, mode: 'exact' | 'subset'): BodyComparison {
  const parsed = parseJson(body);
  if (!parsed) return compareText(body, expected);
  const inner =
    typeof parsed.value === 'string' && typeof expected !== 'string' ? parseJson(parsed.value) : undefined;
  const note =
    'the answer is a JSON string that holds JSON, as json.dumps() in run() makes it; it was compared decoded';
  return { differences: difference(expected, (inner ?? parsed).value, mode), notes: inner ? [note] : [] };
}

/** An image with a server of its own may answer plain text. */
function compareText(body: string, expected: unknown): BodyComparison {
  if (body === expected)
    return { differences: [], notes: ['the answer is not JSON and was compared as text'] };
  const why = /\b(?:NaN|Infinity)\b/.test(body) ? ' (NaN and Infinity are not JSON)' : '';
  return {
    differences: [
      `expected ${shown(JSON.stringify(expected))}, but the answer is not JSON${why}: ${shown(body)}`,
    ],
    notes: [],
  };
}

function shown(text: string): string {
  return text === '' ? '(empty)' : cut(printableLine(text), ANSWER_LIMIT);
}

function limited(lines: readonly string[]): string[] {
  const left = lines.length - DIFFERENCE_LIMIT;
  return left > 0 ? [...lines.slice(0, DIFFERENCE_LIMIT), `… and ${left} more differences`] : [...lines];
}
