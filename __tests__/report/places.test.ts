import { expect, it } from '@jest/globals';
import type { Place } from '../../src/findings.ts';
import { commitLink, placeLink } from '../../src/report/places.ts';
import type { Origin } from '../../src/report/types.ts';

const SHA = 'a'.repeat(40);
const ORIGIN: Origin = { repositoryUrl: 'https://github.com/org/repo', commit: SHA };

it.each<[string, Place, Origin | undefined, string]>([
  [
    'a line of the commit',
    { file: 'src/score.py', line: 3, column: 5 },
    ORIGIN,
    `[\`src/score.py:3:5\`](<https://github.com/org/repo/blob/${SHA}/src/score.py#L3>)`,
  ],
  [
    'a file',
    { file: 'smoke test #1.json' },
    ORIGIN,
    `[\`smoke test #1.json\`](<https://github.com/org/repo/blob/${SHA}/smoke%20test%20%231.json>)`,
  ],
  ['text when the commit is not known', { file: 'score.py', line: 3 }, { commit: SHA }, '`score.py:3`'],
  ['text outside of GitHub', { file: 'score.py' }, undefined, '`score.py`'],
  ['text without TLS', { file: 'a.py' }, { ...ORIGIN, repositoryUrl: 'http://github.lan/o/r' }, '`a.py`'],
])('links to %s', (_name, place, origin, markdown) => {
  expect(placeLink(place, origin)).toBe(markdown);
});

it.each<[Origin, string]>([
  [ORIGIN, `[\`aaaaaaa\`](<https://github.com/org/repo/commit/${SHA}>)`],
  [{ commit: 'main' }, '`main`'],
  [{}, ''],
])('shortens a commit: %j', (origin, markdown) => {
  expect(commitLink(origin)).toBe(markdown);
});
