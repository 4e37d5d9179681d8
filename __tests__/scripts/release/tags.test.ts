import { describe, expect, it } from '@jest/globals';
import { parseTags, planMoves } from '../../../scripts/release/tags.ts';
import { parseVersion } from '../../../scripts/release/version.ts';

/** Commits are letters here. */
function moves(version: string, tags: Readonly<Record<string, string>>): unknown {
  const parsed = parseVersion(version);
  if (!parsed) throw new Error('no version');
  return planMoves(parsed, new Map(Object.entries(tags)));
}

describe('planMoves', () => {
  it.each([
    ['the first release', '1.0.0', {}, [{ tag: 'v1' }, { tag: 'v1.0' }]],
    [
      'a new patch',
      '1.2.4',
      { 'v1.2.3': 'a', v1: 'a', 'v1.2': 'a' },
      [
        { tag: 'v1', from: 'a' },
        { tag: 'v1.2', from: 'a' },
      ],
    ],
    [
      'a new minor',
      '1.3.0',
      { 'v1.2.3': 'a', v1: 'a', 'v1.2': 'a' },
      [{ tag: 'v1', from: 'a' }, { tag: 'v1.3' }],
    ],
    ['a new major', '2.0.0', { 'v1.2.3': 'a', v1: 'a', 'v1.2': 'a' }, [{ tag: 'v2' }, { tag: 'v2.0' }]],
    [
      'a patch of an older minor',
      '1.2.4',
      { 'v1.2.3': 'a', 'v1.3.0': 'b', v1: 'b', 'v1.2': 'a', 'v1.3': 'b' },
      [{ tag: 'v1.2', from: 'a' }],
    ],
    ['an older version', '1.2.2', { 'v1.2.3': 'a', v1: 'a', 'v1.2': 'a' }, []],
    ['the same version again', '1.2.3', { 'v1.2.3': 'a', v1: 'a', 'v1.2': 'a' }, []],
    ['ten after nine', '1.10.0', { 'v1.9.0': 'a', v1: 'a' }, [{ tag: 'v1', from: 'a' }, { tag: 'v1.10' }]],
    ['two releases of one commit', '1.2.4', { 'v1.2.3': 'a', 'v1.2.5': 'a', v1: 'a', 'v1.2': 'a' }, []],
  ])('%s', (_what, version, tags, expected) => {
    expect(moves(version, tags)).toEqual(expected);
  });

  it('leaves a tag that was moved by hand to people', () => {
    expect(() => moves('1.2.4', { 'v1.2.3': 'a', v1: 'b' })).toThrow(
      'v1 points at b, which is no release. Look why, and move it by hand.',
    );
  });
});

describe('parseTags', () => {
  it('takes the commit of an annotated tag', () => {
    const listing = 'a\trefs/tags/v1\nb\trefs/tags/v1.0.0\nc\trefs/tags/v1.0.0^{}\n';
    expect(parseTags(listing)).toEqual(
      new Map([
        ['v1', 'a'],
        ['v1.0.0', 'c'],
      ]),
    );
  });

  it('reads a repository without tags', () => {
    expect(parseTags('')).toEqual(new Map());
  });
});
