import { expect, it } from '@jest/globals';
import type { Room } from '../../src/report/fit.ts';
import { fit } from '../../src/report/fit.ts';

const room = (limit: number): Room => ({ limit, lengthOf: (text) => text.length, note: 'more' });

it.each<[string, string[], number, string]>([
  ['all', ['one', '', 'two'], 100, 'one\n\ntwo\n'],
  ['what fits, with a note', ['one', 'x'.repeat(90), 'two'], 100, 'one\n\ntwo\n\nmore\n'],
  ['what fits exactly', ['one', 'two'], 18, 'one\n\ntwo\n'],
  ['one less', ['one', 'two'], 17, 'one\n\nmore\n'],
])('keeps %s', (_name, sections, limit, text) => {
  expect(fit(sections, room(limit))).toBe(text);
  expect(text.length).toBeLessThanOrEqual(limit);
});
