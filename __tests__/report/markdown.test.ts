import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { code, details, fence, link, prose, table } from '../../src/report/markdown.ts';

describe('prose', () => {
  it.each([
    ['plain text, 1.2 MB', 'plain text, 1.2 MB'],
    ['two\nlines', 'two lines'],
    ['**bold** `code`', String.raw`\*\*bold\*\* \`code\``],
    ['<script>&lt;', '&lt;script&gt;&amp;lt;'],
    ['a|b', String.raw`a\|b`],
    ['@octocat', '@&#8203;octocat'],
    ['#12', String.raw`\#&#8203;12`],
    ['https://x.y', String.raw`https\://x.y`],
    ['www.x.y', 'www&#8203;.x.y'],
    ['$x$', String.raw`\$x\$`],
    ['![i](u)', String.raw`\!\[i\]\(u\)`],
    ['see GH-12 and gh-7', 'see GH&#8203;-12 and gh&#8203;-7'],
    ['<!-- a marker -->', String.raw`&lt;\!-- a marker --&gt;`],
  ])('%s', (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });

  it('leaves no character of markup without a backslash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const left = prose(text).replace(/\\[\\`*_{}[\]()#+!|~:$^=]|&(?:amp|lt|gt|#8203);/g, '');
        expect(left).not.toMatch(/[\\`*_{}[\]#+!|~:$^=&<>\n]/);
      }),
    );
  });
});

describe('code', () => {
  it.each([
    ['iris:3', '`iris:3`'],
    ['a\nb', '`a b`'],
    ['', '(empty)'],
    ['<b>@me', '`<b>@me`'],
    ['a`b', '<code>a&#96;b</code>'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a\\', '<code>a&#92;</code>'],
    ['</code>`', '<code>&#60;&#47;code&#62;&#96;</code>'],
    ['<!-- m -->', '<code>&#60;&#33;&#45;&#45; m &#45;&#45;&#62;</code>'],
  ])('%s', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });

  it('cuts long text', () => {
    expect(code('x'.repeat(5_000)).length).toBeLessThan(1_010);
  });
});

describe('fence', () => {
  it('is longer than any run of backticks inside', () => {
    expect(fence('text', 'a\n````\nb')).toBe('`````text\na\n````\nb\n`````');
  });

  it('can never be closed by its content', () => {
    const pieces = fc.array(fc.constantFrom('`', '```', '\n', '\r', '\u2028', '~~~', ' ', 'a'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        const [first = '', ...rest] = fence('text', parts.join('')).split('\n');
        const mark = first.replace('text', '');
        expect(rest.filter((line) => line.trim() === mark)).toHaveLength(1);
        expect(rest.at(-1)).toBe(mark);
      }),
    );
  });

  it('has no marker that another Action could look for', () => {
    expect(fence('text', 'a <!-- sticky --> b')).toBe('```text\na <! -- sticky --> b\n```');
  });

  it('is as short as wanted', () => {
    expect(fence('text', 'one\ntwo\nthree', 8)).toBe('```text\none\ntwo\n… 1 more line left out\n```');
  });

  it('leaves out what is too long and says how much', () => {
    const block = fence('text', Array.from({ length: 10_000 }, () => 'ten chars.').join('\n'));
    expect(block.length).toBeLessThan(66_000);
    expect(block).toContain('… 4043 more lines left out\n```');
  });
});

describe('link', () => {
  it.each([
    ['https://portal.azure.com/#resource/x', '[Portal](<https://portal.azure.com/#resource/x>)'],
    ['javascript:alert(1)', 'Portal'],
    ['http://x', 'Portal'],
    ['not a url', 'Portal'],
  ])('%s', (address, markdown) => {
    expect(link('Portal', address)).toBe(markdown);
  });

  it('cannot be ended by the address', () => {
    expect(link('x', 'https://h/#a>) <b>|`')).toMatch(/^\[x\]\(<https:\/\/h\/#[^<>|`\s]*>\)$/);
  });
});

it('table and details', () => {
  expect(table(['A', 'B'], [['1', '2']])).toBe('| A | B |\n| --- | --- |\n| 1 | 2 |');
  expect(table(['A'], [])).toBe('');
  expect(details('T', 'body')).toBe('<details>\n<summary>T</summary>\n\nbody\n\n</details>');
});
