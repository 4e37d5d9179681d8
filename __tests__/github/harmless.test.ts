import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { harmlessLine, harmlessLines } from '../../src/github/harmless.ts';
import { commandIn } from './stdout.ts';

describe('harmlessLines', () => {
  it.each([
    ['::set-output name=a::b', ': :set-output name=a::b'],
    ['  ::add-mask::x', '  : :add-mask::x'],
    ['\u00a0\u3000::stop-commands::x', '\u00a0\u3000: :stop-commands::x'],
    ['\u200b::error::x', ': :error::x'],
    [':\u200b:error::x', ': :error::x'],
    ['\u001b[31m::error::x', ': :error::x'],
    ['text ##[error]x', 'text ## [error]x'],
    ['#\u00ad#[group]x', '## [group]x'],
    ['####[a]##[b]', '#### [a]## [b]'],
    ['a::b is no command', 'a::b is no command'],
    ['std::vector<int>', 'std::vector<int>'],
  ])('%j', (text, line) => {
    expect(harmlessLines(text)).toEqual([line]);
  });

  it.each(['\n', '\r', '\r\n', '\u2028', '\u0085', '\v'])('looks at every line after %j', (end) => {
    expect(harmlessLines(`a${end}::debug::b`)).toEqual(['a', ': :debug::b']);
  });

  it('no text at all is a command', () => {
    const piece = fc.constantFrom(
      '::',
      ':',
      '##[',
      '#',
      '[',
      ']',
      'error',
      ' ',
      '\t',
      '\r',
      '\n',
      '\u200b',
      '\u0000',
      '\u00ad',
      '\u001b[1m',
      '\u2028',
      'é',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 12 }),
        (pieces) => {
          const commands = harmlessLines(pieces.join('')).map(commandIn);
          expect(commands.filter((command) => command !== undefined)).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

it('harmlessLine is one line', () => {
  expect(harmlessLine(' a\n\n::b ')).toBe('a : :b');
});
