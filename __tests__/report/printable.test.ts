import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, printableLine, printableLines } from '../../src/report/printable.ts';

describe('printableLines', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', ['red']],
    ['a window title', '\u001b]0;title\u0007text', ['text']],
    ['a link', '\u001b]8;;http://x\u001b\\here\u001b]8;;\u001b\\', ['here']],
    ['every kind of line end', 'a\nb\r\nc\rd\u2028e\u0085f\vg', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['zero-width and bidirectional characters', 'a\u200bb\u202ec\ufefff\u00ad', ['abcf']],
    ['control characters', 'a\u0000b\u0008c', ['abc']],
    ['a lone surrogate', 'a\ud800', ['a\ufffd']],
    ['indentation', '  a\tb  ', ['  a    b']],
  ])('%s', (_name, text, lines) => {
    expect(printableLines(text)).toEqual(lines);
  });

  it('leaves nothing invisible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printableLines(text).join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });
});

it('printableLine joins the lines that have text', () => {
  expect(printableLine(' a \n\n  b\r\n')).toBe('a b');
});

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['a😀bc', 3, 'a…'],
])('cut %s to %d', (text, limit, short) => {
  expect(cut(text, limit)).toBe(short);
});
