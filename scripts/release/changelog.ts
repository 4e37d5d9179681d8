import { releaseTag } from './version.ts';
import type { Version } from './version.ts';

/** Heading of a release: `## [1.2.3] - 2026-11-25`. Source: https://keepachangelog.com/en/1.1.0/ */
const HEADING = /^## \[([^\]]+)\](.*)$/;
const DATE = /^ - \d{4}-\d{2}-\d{2}$/;

/**
 * What CHANGELOG.md says of a version: the text under its heading.
 * @throws Error when there is none, when it is empty, or when the heading has no date.
 */
export function notesOf(changelog: string, version: Version): string {
  const name = releaseTag(version).slice(1);
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => HEADING.exec(line)?.[1] === name);
  if (start < 0) throw new Error(`CHANGELOG.md has no heading "## [${name}] - YYYY-MM-DD".`);
  if (!DATE.test(HEADING.exec(lines[start] ?? '')?.[2] ?? '')) {
    throw new Error(`The heading of ${name} in CHANGELOG.md needs its date: "## [${name}] - YYYY-MM-DD".`);
  }
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('## '));
  const notes = (end < 0 ? rest : rest.slice(0, end)).join('\n').trim();
  if (notes === '') throw new Error(`CHANGELOG.md says nothing about ${name}.`);
  return notes;
}
