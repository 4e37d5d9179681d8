import { compareVersions, movingTags, parseVersion, releaseTag } from './version.ts';
import type { Version } from './version.ts';

/** Tags of the repository by name, with the commits that they point at. */
export type Tags = ReadonlyMap<string, string>;

/** Reads what `git ls-remote --tags` prints. The commit of an annotated tag is in a second line, marked `^{}`. */
export function parseTags(listing: string): Tags {
  const lines = listing.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [commit = '', ref = ''] = line.split('\t');
      return [ref.replace(/^refs\/tags\//, '').replace(/\^\{\}$/, ''), commit];
    }),
  );
}

/** One tag to move. */
export interface Move {
  readonly tag: string;
  /** Commit that it points at now; absent when it is new. */
  readonly from?: string;
}

/**
 * Which of `v1` and `v1.2` move to the release of this version: those that are missing or point at an older release.
 * A tag never moves backwards.
 * @throws Error when a tag points at a commit that is no release: somebody moved it by hand, and has to say why.
 */
export function planMoves(version: Version, tags: Tags): readonly Move[] {
  return movingTags(version).flatMap((tag) => {
    const from = tags.get(tag);
    if (from === undefined) return [{ tag }];
    const current = newestAt(from, tags);
    if (!current)
      throw new Error(`${tag} points at ${from}, which is no release. Look why, and move it by hand.`);
    return compareVersions(version, current) > 0 ? [{ tag, from }] : [];
  });
}

/** The newest version whose release is this commit. */
function newestAt(commit: string, tags: Tags): Version | undefined {
  const versions = [...tags].flatMap(([tag, at]) => {
    const version = parseVersion(tag.replace(/^v/, ''));
    return version && at === commit && tag === releaseTag(version) ? [version] : [];
  });
  return versions.sort(compareVersions).at(-1);
}
