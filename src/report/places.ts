import type { Place } from '../findings.ts';
import { code, link } from './markdown.ts';
import type { Origin } from './types.ts';

/** A place in the repository, with a link to the line in the run's commit where that is known. */
export function placeLink({ file, line, column }: Place, origin: Origin | undefined): string {
  const text = code([file, line, column].filter((part) => part !== undefined).join(':'));
  const { repositoryUrl, commit } = origin ?? {};
  if (repositoryUrl === undefined || commit === undefined) return text;
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return link(text, `${repositoryUrl}/blob/${commit}/${path}${line === undefined ? '' : `#L${line}`}`);
}

/** The run's commit, as short as GitHub shows it. Empty when it is not known. */
export function commitLink({ repositoryUrl, commit }: Origin): string {
  if (commit === undefined) return '';
  const text = code(shortCommit(commit));
  return repositoryUrl === undefined ? text : link(text, `${repositoryUrl}/commit/${commit}`);
}

/** As GitHub shows it; what is no SHA stays as it is. */
export function shortCommit(commit: string): string {
  return isSha(commit) ? commit.slice(0, 7) : commit;
}

/** True for the SHA-1 or SHA-256 of a commit. */
export function isSha(commit: string | undefined): commit is string {
  return commit !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit);
}
