import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tailOf } from '../../../src/report/look/tail.ts';

it.each([
  ['', {}, ''],
  ['a\nb\n\n', {}, 'a\nb'],
  ['a\nb\nc', { lines: 3 }, 'a\nb\nc'],
  ['a\nb\nc', { lines: 2 }, '… (1 line before)\nb\nc'],
  ['a\nb\nc', { lines: 1 }, '… (2 lines before)\nc'],
  [`${'ä'.repeat(50)}\nb`, { bytes: 70 }, '… (1 line before)\nb'],
  [`a\n${'b'.repeat(60)}`, { lines: 1, bytes: 61 }, '… (2 lines before)'],
  [`a\n${'b'.repeat(200)}`, { bytes: 100 }, '… (2 lines before)'],
])('of %j within %j is %j', (text, limit, expected) => {
  expect(tailOf(text, limit)).toBe(expected);
});

it('is the end of the text, in whole lines, within the limits', () => {
  const lines = fc.array(fc.stringMatching(/^[a-zä€]{0,40}$/), { maxLength: 40 });
  fc.assert(
    fc.property(
      lines,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 80, max: 600 }),
      (all, most, bytes) => {
        const text = all.join('\n').trimEnd();
        const tail = tailOf(text, { lines: most, bytes });
        const [note = '', ...kept] = tail.startsWith('…') ? tail.split('\n') : ['', ...tail.split('\n')];
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(bytes);
        expect(text.endsWith(kept.join('\n'))).toBe(true);
        const left = Number(/\d+/.exec(note)?.[0] ?? 0);
        expect(left + kept.length).toBe(text.split('\n').length);
      },
    ),
    { numRuns: 1000 },
  );
});
