/** A version X.Y.Z. There are no pre-releases: what is on main is tried out there. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

const NUMBER = '(0|[1-9]\\d*)';
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}$`);

/** Reads `1.2.3`; undefined when the text is no version. */
export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text);
  if (!match) return undefined;
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  return { major, minor, patch };
}

/** The tag of a release: `v1.2.3`. */
export function releaseTag({ major, minor, patch }: Version): string {
  return `v${major}.${minor}.${patch}`;
}

/** The tags that move along with a release: `v1` and `v1.2`. */
export function movingTags({ major, minor }: Version): readonly string[] {
  return [`v${major}`, `v${major}.${minor}`];
}

/** Below 0 when `a` is older than `b`, 0 when they are the same. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
