import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { didYouMean, nearest } from '../../src/config/nearest.ts';

const KEYS = ['entryScript', 'sourceDirectory', 'appInsightsEnabled', 'cpu', 'memoryInGB'];

describe('nearest', () => {
  it.each([
    ['appInsightEnabled', 'appInsightsEnabled'],
    ['app_insights_enabled', 'appInsightsEnabled'],
    ['EntryScript', 'entryScript'],
    ['entry-script', 'entryScript'],
    ['entyrScript', 'entryScript'],
    ['memoryGB', 'memoryInGB'],
    ['cpus', 'cpu'],
    ['pcu', 'cpu'],
    ['x', undefined],
    ['', undefined],
    ['numReplicas', undefined],
  ])('%s -> %s', (word, expected) => {
    expect(nearest(word, KEYS)).toBe(expected);
  });

  it('prefers the nearer of two', () => {
    expect(nearest('sslKeys', ['sslKey', 'keys', 'sslKeyss'])).toBe('sslKey');
  });

  it('finds every word among its like', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        const word = words[0] ?? '';
        const plain = (text: string): string => text.toLowerCase().replace(/[-_\s]/g, '');
        expect(plain(nearest(word, words) ?? '')).toBe(plain(word));
      }),
    );
  });

  it('makes a hint for a sentence', () => {
    expect(didYouMean('cpus', KEYS)).toBe(' (did you mean "cpu"?)');
    expect(didYouMean('zzz', KEYS)).toBe('');
  });
});
