import { describe, expect, it } from '@jest/globals';
import { checkLimit } from '../../src/predictions/gate.ts';
import type { ChangeLimit } from '../../src/predictions/limit.ts';
import { checkStrategy, isWithin, limitText, parseChangeLimit } from '../../src/predictions/limit.ts';
import { comparison, same } from './samples.ts';

describe('the input max-changed-predictions', () => {
  it.each<[string, ChangeLimit | undefined]>([
    ['', undefined],
    ['0', { kind: 'count', value: 0 }],
    ['3', { kind: 'count', value: 3 }],
    ['0%', { kind: 'percent', value: 0 }],
    ['2.5%', { kind: 'percent', value: 2.5 }],
    ['5 %', { kind: 'percent', value: 5 }],
    ['100%', { kind: 'percent', value: 100 }],
  ])('"%s" is understood', (text, limit) => {
    const parsed = parseChangeLimit(text);
    expect(parsed).toEqual({ ...(limit && { limit }), findings: [] });
    if (limit) expect(limitText(limit)).toBe(text.replace(' ', ''));
  });

  it.each(['-1', '1.5', '101%', '%', 'five', '1e3', '5%%', '99999999999999999999'])(
    '"%s" is an error',
    (text) => {
      const { limit, findings } = parseChangeLimit(text);
      expect(limit).toBeUndefined();
      expect(findings).toEqual([
        expect.objectContaining({
          severity: 'error',
          message: `The input max-changed-predictions is "${text}".`,
          input: 'max-changed-predictions',
          remedy: expect.stringContaining('whole number'),
        }),
      ]);
    },
  );
});

describe('the limit', () => {
  it.each<[string, number, number, boolean]>([
    ['0', 0, 14, true],
    ['0', 1, 14, false],
    ['2', 2, 14, true],
    ['2', 3, 14, false],
    ['0%', 0, 14, true],
    ['0%', 1, 14, false],
    ['5%', 1, 20, true],
    ['5%', 1, 19, false],
    ['33.3%', 1, 3, false],
    ['33.4%', 1, 3, true],
    ['100%', 3, 3, true],
    ['5%', 0, 0, true],
  ])('%s holds %d of %d: %s', (text, changed, compared, kept) => {
    const { limit } = parseChangeLimit(text);
    expect(limit && isWithin(limit, changed, compared)).toBe(kept);
  });

  it('is told with what changed first, and what to do', () => {
    const { limit } = parseChangeLimit('1');
    const [finding, ...others] = checkLimit(comparison({ ...(limit && { limit }) }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'error',
      message:
        '2 of 3 predictions changed, and max-changed-predictions allows 1. The first: "a setosa": $.predictions[0].species was "setosa" and is "virginica" (and 3 more).',
      input: 'max-changed-predictions',
      remedy: expect.stringMatching(
        /^If the new answers are right, raise .*label.*; if not, correct the model or run\(\)/,
      ),
      evidence: [
        '"a setosa": $.predictions[0].species was "setosa" and is "virginica" (and 3 more)',
        '"nonsense": status was 200: [1] and is 500: {"message": "boom"}',
      ],
    });
  });

  it('of any number is never exceeded, and one that is kept is silent', () => {
    expect(checkLimit(comparison())).toEqual([]);
    expect(checkLimit(comparison({ limit: { kind: 'count', value: 2 } }))).toEqual([]);
    expect(checkLimit(comparison({ limit: { kind: 'count', value: 0 }, requests: [same('a')] }))).toEqual([]);
  });
});

describe('with strategy in-place', () => {
  const limit: ChangeLimit = { kind: 'count', value: 0 };

  it('a limit cannot be kept', () => {
    const [finding] = checkStrategy({ maxChangedPredictions: limit, mode: 'deploy', strategy: 'in-place' });
    expect(finding).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('the service is replaced before predictions can be compared'),
      remedy: expect.stringContaining('Set strategy to verified'),
    });
  });

  it.each([
    ['without a limit', { mode: 'deploy', strategy: 'in-place' }],
    ['with another strategy', { maxChangedPredictions: limit, mode: 'deploy', strategy: 'verified' }],
    ['with the default', { maxChangedPredictions: limit, mode: 'deploy' }],
    ['where nothing is deployed', { maxChangedPredictions: limit, mode: 'delete', strategy: 'in-place' }],
  ] as const)('nothing is wrong %s', (_name, inputs) => {
    expect(checkStrategy(inputs)).toEqual([]);
  });
});
