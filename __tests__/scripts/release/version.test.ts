import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareVersions, movingTags, parseVersion, releaseTag } from '../../../scripts/release/version.ts';

const VERSION = fc.record({ major: fc.nat(), minor: fc.nat(), patch: fc.nat() });

describe('parseVersion', () => {
  it('reads what releaseTag() writes', () => {
    fc.assert(
      fc.property(VERSION, (version) => {
        expect(parseVersion(releaseTag(version).slice(1))).toEqual(version);
      }),
    );
  });

  it.each(['', 'v1.2.3', '1.2', '1.2.3.4', '01.2.3', '1.2.3-rc.1', ' 1.2.3', '1.2.3\n', '1.2.x'])(
    'takes %j for no version',
    (text) => {
      expect(parseVersion(text)).toBeUndefined();
    },
  );
});

describe('compareVersions', () => {
  it.each([
    ['1.2.3', '1.2.4'],
    ['1.2.10', '1.3.0'],
    ['1.9.9', '1.10.0'],
    ['9.9.9', '10.0.0'],
  ])('%s is older than %s', (older, newer) => {
    const [a, b] = [parseVersion(older), parseVersion(newer)];
    if (!a || !b) throw new Error('no versions');
    expect(compareVersions(a, b)).toBeLessThan(0);
    expect(compareVersions(b, a)).toBeGreaterThan(0);
    expect(compareVersions(a, a)).toBe(0);
  });
});

it('v1 and v1.2 move along with v1.2.3', () => {
  expect(movingTags({ major: 1, minor: 2, patch: 3 })).toEqual(['v1', 'v1.2']);
});
