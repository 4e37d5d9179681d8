import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { notesOf } from '../../../scripts/release/changelog.ts';

const VERSION = { major: 1, minor: 2, patch: 3 };

describe('notesOf', () => {
  it('returns what stands under the heading', () => {
    const changelog =
      '# Changelog\n\n## [Unreleased]\n\n- x\n\n## [1.2.3] - 2026-11-25\n\n### Added\n\n- y\n\n## [1.2.2] - 2026-11-01\n\n- z\n';
    expect(notesOf(changelog, VERSION)).toBe('### Added\n\n- y');
  });

  it('reads the last entry to the end', () => {
    expect(notesOf('## [1.2.3] - 2026-11-25\n\n- y\n', VERSION)).toBe('- y');
  });

  it.each([
    ['no entry', '## [Unreleased]\n\n- x\n', 'has no heading "## [1.2.3] - YYYY-MM-DD"'],
    ['another version that begins alike', '## [1.2.30] - 2026-11-25\n\n- x\n', 'has no heading'],
    ['no date', '## [1.2.3]\n\n- x\n', 'needs its date'],
    ['nothing said', '## [1.2.3] - 2026-11-25\n\n## [1.2.2] - 2026-11-01\n\n- x', 'says nothing about 1.2.3'],
  ])('refuses %s', (_what, changelog, message) => {
    expect(() => notesOf(changelog, VERSION)).toThrow(message);
  });
});

it('CHANGELOG.md begins with what is not released yet', async () => {
  const changelog = await readFile(resolve(import.meta.dirname, '../../../CHANGELOG.md'), 'utf8');
  expect(/^## .*$/m.exec(changelog)?.[0]).toBe('## [Unreleased]');
});
