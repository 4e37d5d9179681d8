import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareAnswers } from '../../src/predictions/compare.ts';
import type { Answer } from '../../src/predictions/compare.ts';
import { isSameValue } from '../../src/predictions/value.ts';

const TOLERANCE = 1e-6;

function answer(body: string, status = 200): Answer {
  return { status, body };
}

function changeOf(before: string, after: string, tolerance = TOLERANCE): unknown {
  return compareAnswers(answer(before), answer(after), { tolerance, expect: {} }).change;
}

describe('two answers that are the same', () => {
  it.each([
    ['byte for byte', '{"a": 1}', '{"a": 1}'],
    ['with other white space', '{"a":1}', '{ "a" : 1 }\n'],
    ['with keys in another order', '{"a": 1, "b": [2]}', '{"b": [2], "a": 1}'],
    ['a number within the tolerance', '[0.5]', '[0.5000004]'],
    ['a large number within the tolerance', '[1e9]', '[1000000500.0]'],
    ['a whole number and the same with a fraction', '[5]', '[5.0]'],
    ['zero and minus zero', '[0]', '[-0.0]'],
    ['zero and the noise of a float', '[0.0]', '[1e-15]'],
    ['two numbers that are both almost zero', '[3e-20]', '[4e-20]'],
    ['NaN and NaN', '{"p": [NaN, -Infinity]}', '{"p": [NaN,-Infinity]}'],
    ['NaN in a string', '["NaN \\" NaN", 0.5, NaN]', '["NaN \\" NaN", 0.50000001, NaN]'],
    ['JSON strings that hold JSON', '"{\\"a\\": 0.5}"', '"{\\"a\\":0.50000001}"'],
    ['texts that are no JSON', 'setosa', 'setosa'],
    ['nothing', '', ''],
  ])('%s', (_name, before, after) => {
    expect(changeOf(before, after)).toBeUndefined();
    expect(changeOf(after, before)).toBeUndefined();
  });
});

describe('two answers that differ', () => {
  it.each([
    ['a class', '["setosa"]', '["virginica"]', '$[0]', '"setosa"', '"virginica"'],
    ['a number beyond the tolerance', '[0.5]', '[0.500001]', '$[0]', '0.5', '0.500001'],
    ['two whole numbers', '[1000000001]', '[1000000002]', '$[0]', '1000000001', '1000000002'],
    [
      'whole numbers that a float cannot tell apart',
      '{"id": 9007199254740993}',
      '{"id": 9007199254740992}',
      '$.id',
      '9007199254740993',
      '9007199254740992',
    ],
    ['a number and NaN', '[0.5]', '[NaN]', '$[0]', '0.5', '"NaN"'],
    ['a number too large for a float', '[1e999]', '[5.5]', '$[0]', 'Infinity', '5.5'],
    ['a number and its text', '[1]', '["1"]', '$[0]', '1', '"1"'],
    ['null and zero', '[null]', '[0]', '$[0]', 'null', '0'],
    ['fewer answers', '[1, 2]', '[1]', '$', '2 items', '1 item'],
    ['a key that goes', '{"a": 1}', '{}', '$.a', '1', 'missing'],
    ['a key that comes', '{}', '{"a b": [1]}', '$["a b"]', 'missing', '[1]'],
    ['an array and an object', '[1]', '{"0": 1}', '$', '[1]', '{"0":1}'],
    ['JSON strings that hold JSON', '"{\\"a\\": 1}"', '"{\\"a\\": 2}"', '$.a', '1', '2'],
    ['a JSON string and what it holds', '"[1]"', '[1]', '$', '"[1]"', '[1]'],
    ['texts that are no JSON', 'setosa ', 'setosa', 'answer', 'setosa ', 'setosa'],
    ['JSON and a text', '{"a": 1}', 'oops', 'answer', '{"a": 1}', 'oops'],
  ])('%s', (_name, before, after, path, shownBefore, shownAfter) => {
    expect(changeOf(before, after)).toEqual({ path, before: shownBefore, after: shownAfter, more: 0 });
  });

  it('counts the other places', () => {
    expect(changeOf('{"a": [1, 2, 3], "b": 4}', '{"a": [1, 0, 0], "b": 0}')).toEqual({
      path: '$.a[1]',
      before: '2',
      after: '0',
      more: 2,
    });
  });

  it('shows long texts where they part', () => {
    const same = 'x'.repeat(500);
    expect(changeOf(JSON.stringify([`${same}a`]), JSON.stringify([`${same}b`]))).toMatchObject({
      before: `…${'x'.repeat(20)}a"`,
      after: `…${'x'.repeat(20)}b"`,
    });
    const [left, right] = ['y', 'z'].map((letter) => letter.repeat(500));
    const change = changeOf(`"${left ?? ''}"`, `"${right ?? ''}"`);
    expect(change).toMatchObject({ before: `"${'y'.repeat(118)}…`, after: `"${'z'.repeat(118)}…` });
  });

  it('takes another tolerance, and none at all', () => {
    expect(changeOf('[100.5]', '[101.5]', 0.01)).toBeUndefined();
    expect(changeOf('[100.5]', '[102.5]', 0.01)).toBeDefined();
    expect(changeOf('[0.1]', '[0.10000000000000002]', 0)).toBeDefined();
    expect(changeOf('[0.1]', '[0.10]', 0)).toBeUndefined();
    expect(changeOf('[100]', '[101]', 0.5)).toBeDefined();
  });
});

describe('an answer that is no text', () => {
  const rules = { tolerance: TOLERANCE, expect: {} };
  const binary = (...bytes: number[]): Answer => {
    return { status: 200, body: Buffer.from(bytes).toString(), bytes: Uint8Array.from(bytes) };
  };

  it('is compared byte for byte, also where its text is the same', () => {
    const [one, other] = [binary(0x3f, 0x8c, 0xcc, 0xcd), binary(0x3f, 0x8c, 0xcc, 0xce)];
    expect(one.body).toBe(other.body);
    expect(compareAnswers(one, one, rules)).toEqual({});
    expect(compareAnswers(one, other, rules)).toEqual({
      change: {
        path: 'byte 4 of the answer',
        before: '0xcd (of 4 bytes)',
        after: '0xce (of 4 bytes)',
        more: 0,
      },
    });
  });

  it('may only be longer', () => {
    expect(compareAnswers(binary(0xff), binary(0xff, 0x0a), rules)).toEqual({
      change: {
        path: 'byte 2 of the answer',
        before: 'none (of 1 byte)',
        after: '0x0a (of 2 bytes)',
        more: 0,
      },
    });
  });
});

describe('status', () => {
  const rules = { tolerance: TOLERANCE, expect: {} };

  it.each([
    [
      'fails only now',
      answer('[1]'),
      answer('{"message": "boom"}', 500),
      '200: [1]',
      '500: {"message": "boom"}',
    ],
    ['failed only before', answer('', 400), answer('[1]'), '400: (empty)', '200: [1]'],
    ['fails otherwise', answer('a', 400), answer('b', 500), '400: a', '500: b'],
    ['gets no answer any more', answer('[1]'), undefined, '200: [1]', 'no answer'],
    ['gets an answer only now', undefined, answer('[1]'), 'no answer', '200: [1]'],
  ])('a request that %s is a change', (_name, before, after, shownBefore, shownAfter) => {
    expect(compareAnswers(before, after, rules)).toEqual({
      change: { path: 'status', before: shownBefore, after: shownAfter, more: 0 },
    });
  });

  it('a request that fails on both sides alike is neither a prediction nor a change', () => {
    expect(compareAnswers(answer('{"id": 1}', 500), answer('{"id": 2}', 500), rules)).toEqual({
      failure: 'status 500',
    });
    expect(compareAnswers(undefined, undefined, rules)).toEqual({ failure: 'no answer' });
  });

  it('an error that is expected is an answer like any other', () => {
    const expecting = { tolerance: TOLERANCE, expect: { status: 400 } };
    expect(compareAnswers(answer('"a"', 400), answer('"a"', 400), expecting)).toEqual({});
    expect(compareAnswers(answer('"a"', 400), answer('"b"', 400), expecting)).toEqual({
      change: { path: '$', before: '"a"', after: '"b"', more: 0 },
    });
  });
});

describe('for any answers', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const text = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string(),
  );

  it('an answer equals itself', () => {
    fc.assert(fc.property(text, (body) => expect(changeOf(body, body)).toBeUndefined()));
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(changeOf(JSON.stringify(value), JSON.stringify(value, null, 1), 0)).toBeUndefined();
      }),
    );
  });

  it('it does not matter which is the live one', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(changeOf(one, other) === undefined).toBe(changeOf(other, one) === undefined);
      }),
    );
    fc.assert(
      fc.property(number, number, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, tolerance) => {
        expect(isSameValue(one, other, tolerance)).toBe(isSameValue(other, one, tolerance));
      }),
    );
  });

  it('a larger tolerance never finds more', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        if (isSameValue(one, other, 1e-9)) expect(isSameValue(one, other, 1e-3)).toBe(true);
      }),
    );
  });

  it('the order of keys does not matter', () => {
    fc.assert(
      fc.property(
        fc
          .dictionary(fc.string(), fc.jsonValue())
          .chain((whole) =>
            fc.tuple(
              fc.constant(whole),
              fc.shuffledSubarray(Object.keys(whole), { minLength: Object.keys(whole).length }),
            ),
          ),
        ([whole, keys]) => {
          const shuffled = Object.fromEntries(keys.map((key) => [key, whole[key]]));
          expect(changeOf(JSON.stringify(whole), JSON.stringify(shuffled))).toBeUndefined();
        },
      ),
    );
  });

  it('JSON of Python with its words is read as JSON is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.double())), (values) => {
        const python = `[${values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value))).join(', ')}]`;
        expect(changeOf(python, ` ${python}`)).toBeUndefined();
        expect(changeOf(python, `[${python}]`)).toMatchObject({ path: expect.stringMatching(/^\$/) });
      }),
    );
  });
});
