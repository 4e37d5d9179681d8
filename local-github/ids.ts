import { createHash } from 'node:crypto';

/** Ids of well-known accounts; all others are made up from their names, the same in every run. */
const KNOWN: Readonly<Record<string, number>> = {
  'user github-actions[bot]': 41898282,
  'user dependabot[bot]': 49699333,
  'user octocat': 583231,
};

/** A number that always stands for the same thing. */
export function idOf(kind: string, name: string): number {
  const key = `${kind} ${name}`;
  return KNOWN[key] ?? createHash('sha256').update(key).digest().readUInt32BE(0);
}

/** The id in GraphQL's world: a prefix for the kind and an opaque rest. */
export function nodeIdOf(prefix: string, id: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(id));
  return `${prefix}_kwDO${bytes.toString('base64url')}`;
}

/** 40 hexadecimal digits that stand for a commit, tree or blob. */
export function shaOf(text: string | Uint8Array): string {
  return createHash('sha1').update(text).digest('hex');
}

/** GitHub's times have no fractions of a second. */
export function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
