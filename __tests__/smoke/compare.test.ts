import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareAnswer } from '../../src/smoke/compare.ts';
import type { Expectation } from '../../src/smoke/types.ts';

function differences(body: unknown, expectation: Expectation): readonly string[] {
  return compareAnswer({ status: 200, body: JSON.stringify(body), latencyMs: 10 }, expectation).differences;
}

describe('status and latency', () => {
  it('expects 200 and nothing else by default', () => {
    expect(compareAnswer({ status: 200, body: 'no JSON', latencyMs: 9e9 }, {})).toEqual({
      differences: [],
      notes: [],
      onlyLate: false,
    });
  });

  it('tells the answer, not the differences of its body, when the status is another', () => {
    const { differences: found } = compareAnswer(
      { status: 500, body: '{"message": "boom"}', latencyMs: 1 },
      { body: [1] },
    );
    expect(found).toEqual(['status: expected 200, got 500', 'answer: {"message": "boom"}']);
  });

  it.each([
    [500, 500.0, true],
    [500, 500.4, false],
  ])('at most %d ms, took %d ms', (maxLatencyMs, latencyMs, passed) => {
    const result = compareAnswer({ status: 200, body: '1', latencyMs }, { maxLatencyMs });
    expect(result.onlyLate).toBe(!passed);
    expect(result.differences).toEqual(passed ? [] : ['latency: expected at most 500 ms, got 500 ms']);
  });

  it('a wrong and late answer is not only late', () => {
    const result = compareAnswer({ status: 200, body: '1', latencyMs: 9 }, { body: 2, maxLatencyMs: 5 });
    expect(result.onlyLate).toBe(false);
    expect(result.differences).toHaveLength(2);
  });
});

describe('exact JSON', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [null, null, []],
    [{ a: 1 }, { a: 2 }, ['$.a: expected 2, got 1']],
    [{ a: 0.1 + 0.2 }, { a: 0.3 }, ['$.a: expected 0.3, got 0.30000000000000004']],
    [{ a: '1' }, { a: 1 }, ['$.a: expected 1, got "1"']],
    [{}, { a: 1 }, ['$.a: expected 1, but the key is missing']],
    [{ 'a b': 1 }, {}, ['$["a b"]: not expected, got 1']],
    [[1, 2], [1, 3], ['$[1]: expected 3, got 2']],
    [[1], [1, 2], ['$: expected 2 items, got 1 item: expected [1,2], got [1]']],
    [[1], { 0: 1 }, ['$: expected {"0":1}, got [1]']],
    [{ a: [{ b: null }] }, { a: [{ b: {} }] }, ['$.a[0].b: expected {}, got null']],
    [{}, { toString: 1 }, ['$.toString: expected 1, but the key is missing']],
    [{ a: 1 }, null, ['$: expected null, got {"a":1}']],
  ])('%j for %j', (actual, expected, lines) => {
    expect(differences(actual, { body: expected })).toEqual(lines);
  });

  it('a value equals itself and differs from every other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        expect(differences(left, { body: JSON.parse(JSON.stringify(left)) as unknown })).toEqual([]);
        const same = canonical(left) === canonical(right);
        if (typeof left !== 'string') expect(differences(left, { body: right }).length === 0).toBe(same);
      }),
    );
  });

  it('cuts long values and many differences', () => {
    const [line] = differences('y'.repeat(500), { body: 'x'.repeat(500) });
    expect(line).toMatch(/^\$: expected "x{118}…, got "y{118}…$/);
    const many = differences(
      Array.from({ length: 50 }, () => 1),
      { body: Array.from({ length: 50 }, () => 2) },
    );
    expect(many).toHaveLength(21);
    expect(many.at(-1)).toBe('… and 30 more differences');
  });
});

describe('contains', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1 }, []],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2 } }, []],
    [[{ a: 1, b: 2 }], [{ a: 1 }], []],
    [[1, 2], [1], ['$: expected 1 item, got 2 items: expected [1], got [1,2]']],
    [{ b: 2 }, { a: 1 }, ['$.a: expected 1, but the key is missing']],
    [null, null, []],
    [1, null, ['$: expected null, got 1']],
  ])('%j contains %j', (actual, expected, lines) => {
    expect(differences(actual, { contains: expected })).toEqual(lines);
  });

  it('every object contains any part of itself', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.func(fc.boolean()), (whole, keep) => {
        const part = Object.fromEntries(Object.entries(whole).filter(([key]) => keep(key)));
        expect(differences(whole, { contains: part })).toEqual([]);
      }),
    );
  });
});

describe('a JSON string that holds JSON', () => {
  it('is compared decoded, and that is noted', () => {
    const body = JSON.stringify(JSON.stringify({ species: ['setosa'] }));
    const result = compareAnswer({ status: 200, body, latencyMs: 1 }, { body: { species: ['setosa'] } });
    expect(result.differences).toEqual([]);
    expect(result.notes).toEqual([expect.stringContaining('it was compared decoded')]);
  });

  it('is compared as a string with a string', () => {
    expect(differences('[1]', { body: '[1]' })).toEqual([]);
    expect(differences('[1]', { body: '[2]' })).toEqual(['$: expected "[2]", got "[1]"']);
  });

  it('that holds none stays a string', () => {
    expect(differences('setosa', { body: ['setosa'] })).toEqual(['$: expected ["setosa"], got "setosa"']);
  });
});

describe('an answer that is not JSON', () => {
  it.each([
    ['Healthy', 'Healthy', []],
    ['Healthy', 'Sick', ['expected "Sick", but the answer is not JSON: Healthy']],
    ['', { a: 1 }, ['expected {"a":1}, but the answer is not JSON: (empty)']],
    [
      '{"p": NaN}',
      { p: 1 },
      ['expected {"p":1}, but the answer is not JSON (NaN and Infinity are not JSON): {"p": NaN}'],
    ],
  ])('%s for %j', (body, expected, lines) => {
    expect(compareAnswer({ status: 200, body, latencyMs: 1 }, { body: expected }).differences).toEqual(lines);
  });
});

/** JSON with sorted keys; -0 is 0. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
