import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTags } from '../../src/config/tags.ts';
import { TAGS } from '../../src/service/tags.ts';

describe('parseTags', () => {
  it('reads one tag a line', () => {
    const text = '# owner\nteam=data science\n\ncost-center = 12=34 \nempty=\n';
    expect(parseTags(text)).toEqual({
      tags: { team: 'data science', 'cost-center': '12=34', empty: '' },
      findings: [],
    });
  });

  it.each([...Object.values(TAGS), 'Managed-By', 'RUN-URL'])('refuses %s, which the Action sets', (name) => {
    expect(parseTags(`${name}=x`)).toEqual({
      tags: {},
      findings: [
        {
          severity: 'error',
          input: 'tags',
          message: `The tag "${name}" in line 1 of the input tags is one that the Action sets itself.`,
          remedy: 'Choose another name.',
        },
      ],
    });
  });

  it.each([
    ['team', 'Line 1 of the input tags is not understood: it has no "=".'],
    ['=x', 'The tag "" in line 1 of the input tags has no name.'],
    [
      'a/b=x',
      'The tag "a/b" in line 1 of the input tags has a character in its name that Azure does not allow: "/".',
    ],
    ['a=1\nA=2', 'The tag "A" in line 2 of the input tags is also in line 1.'],
    [
      `${'n'.repeat(513)}=x`,
      `The tag "${'n'.repeat(60)}" in line 1 of the input tags has a name of more than 512 characters.`,
    ],
    [
      `a=${'v'.repeat(257)}`,
      'The tag "a" in line 1 of the input tags has a value of more than 256 characters, which Azure does not allow.',
    ],
  ])('refuses %j', (text, message) => {
    expect(parseTags(text).findings).toEqual([
      expect.objectContaining({ severity: 'error', input: 'tags', message }),
    ]);
  });

  it('accepts names and values of the greatest length', () => {
    expect(parseTags(`${'n'.repeat(512)}=${'v'.repeat(256)}`).findings).toEqual([]);
  });

  it('leaves room for the tags of the Action', () => {
    const tags = (count: number): string => Array.from({ length: count }, (_, i) => `t${i}=x`).join('\n');
    const own = Object.keys(TAGS).length;
    const most = 50 - own;
    expect(parseTags(tags(most)).findings).toEqual([]);
    expect(parseTags(tags(most + 1)).findings).toEqual([
      expect.objectContaining({
        message: `The input tags has ${most + 1} tags: Azure allows 50, and the Action needs ${own} of them.`,
        remedy: `Keep at most ${most}.`,
      }),
    ]);
  });

  it("warns about Azure's own prefixes", () => {
    expect(parseTags('microsoft-x=1').findings).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(parseTags(text).findings)));
  });
});
