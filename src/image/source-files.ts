import { createHash, hash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { confine, forwardSlashes } from '../config/paths.ts';
import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import type { ContextFile } from './types.ts';

/** Version control keeps its whole history in these folders, with everything that was ever committed. */
const VERSION_CONTROL = ['.git', '.hg', '.svn'];
/** Python's caches hold time stamps: with them every run would build a new image. */
const LEFT_OUT = [...VERSION_CONTROL, '__pycache__'];
/** Bytes up to which a file is read at once: for small files that is many times faster than a stream. */
const SMALL_FILE = 1 << 20;

/** Files found, and what is wrong with those that may not enter. */
export interface SourceFiles {
  readonly files: readonly ContextFile[];
  readonly findings: readonly Finding[];
}

/** A place in the walk. Both paths are absolute. */
interface Visit {
  /** As the user sees it, through links. */
  readonly path: string;
  /** After resolving links. */
  readonly real: string;
  readonly contextPath: string;
  /** Real paths of the folders above, to notice a circle. */
  readonly above: readonly string[];
}

/**
 * Walks the source directory. Links are followed, as v1 did, but only to places inside the workspace.
 * @param workspace real path of the repository's checkout
 * @param source real path of the source directory, or of a single file, inside the workspace
 * @param into where it goes in the context
 */
export async function walkSource(workspace: string, source: string, into: string): Promise<SourceFiles> {
  const findings: Finding[] = [];
  const files: ContextFile[] = [];
  const visit = async (at: Visit): Promise<void> => {
    const problem = problemOf(workspace, at);
    if (problem !== undefined) findings.push(refusal(workspace, at.path, problem));
    else if (statSync(at.real).isDirectory()) await descend(at);
    else files.push(await sourceFile(at.real, at.contextPath));
  };
  const descend = async (at: Visit): Promise<void> => {
    for (const entry of entries(at.real)) {
      const next = await step(workspace, at, entry);
      if ('problem' in next) findings.push(refusal(workspace, join(at.path, entry.name), next.problem));
      else await visit(next);
    }
  };
  await visit({ path: source, real: source, contextPath: into, above: [] });
  return { files, findings };
}

/** One file of the checkout as a file of the context. `path` is a real path that has been checked. */
async function sourceFile(path: string, contextPath: string): Promise<ContextFile> {
  const { size, mode } = statSync(path);
  const small = size <= SMALL_FILE;
  return {
    path: contextPath,
    bytes: size,
    identity: `sha256:${small ? hash('sha256', readFileSync(path)) : await hashStream(path)}`,
    compress: true,
    // Only the executable bit counts: the rest depends on the runner's umask.
    mode: (mode & 0o111) === 0 ? 0o644 : 0o755,
    open: () => Promise.resolve(small ? Readable.from([readFileSync(path)]) : createReadStream(path)),
  };
}

/** Entries of a folder that may enter, in an order that does not depend on the machine. */
function entries(directory: string): Dirent[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** From a folder to an entry. Only links have to be resolved: what lies in a real folder is where it seems to be. */
async function step(
  workspace: string,
  from: Visit,
  entry: Dirent,
): Promise<Visit | { readonly problem: string }> {
  const lexical = join(from.real, entry.name);
  const confined = entry.isSymbolicLink() ? await confine(workspace, lexical) : { realPath: lexical };
  if ('problem' in confined) return confined;
  return {
    path: join(from.path, entry.name),
    real: confined.realPath,
    contextPath: `${from.contextPath}/${entry.name}`,
    above: [...from.above, from.real],
  };
}

/** Why something may not enter. A predicate that follows its name. */
function problemOf(workspace: string, { path, real, above }: Visit): string | undefined {
  // A line break in a name would end the Dockerfile's line.
  if (/\p{Cc}/u.test(path)) return 'has a control character in its name';
  const hidden = forwardSlashes(relative(workspace, real))
    .split('/')
    .find((part) => VERSION_CONTROL.includes(part));
  if (hidden !== undefined) return `lies in ${hidden}, which never enters an image`;
  if (above.includes(real)) return 'is a link to a folder that contains it';
  const stats = statSync(real);
  return stats.isFile() || stats.isDirectory() ? undefined : 'is neither a file nor a folder';
}

function refusal(workspace: string, path: string, problem: string): Finding {
  const file = forwardSlashes(relative(workspace, path)) || '.';
  return error(`${JSON.stringify(file)} cannot go into the image: it ${problem}.`, {
    place: { file },
    remedy: 'Remove it from the source directory, or put a copy of what is needed there.',
  });
}

async function hashStream(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: SMALL_FILE }), digest);
  return digest.digest('hex');
}
