import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of package-lock.json (lockfileVersion 3) that matter here. */
interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

/**
 * The licence texts of everything that may be in the bundle: the production tree of package-lock.json.
 * ncc's own list leaves out most packages as soon as there are chunks. Optional packages bring Node itself and are
 * not bundled. The text depends on the lock file and the packages only, so the build stays reproducible.
 */
export async function collectLicenses(root: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const production = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional)
    .map(([path, entry]) => ({ path, name: path.slice(path.lastIndexOf('node_modules/') + 13), entry }))
    .sort((a, b) => compare(`${a.name}@${a.entry.version ?? ''}`, `${b.name}@${b.entry.version ?? ''}`));

  const sections = new Map<string, string>();
  for (const { path, name, entry } of production) {
    const title = `${name}@${entry.version ?? ''} (${entry.license ?? 'see below'})`;
    sections.set(title, await licenseTexts(join(root, path)));
  }
  return [...sections].map(([title, text]) => `${title}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenseTexts(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) =>
    /^(licen[cs]e|copying|notice)([-._].*)?$/i.test(file),
  );
  const texts = await Promise.all(files.sort(compare).map((file) => readFile(join(folder, file), 'utf8')));
  const trimmed = texts.map((text) => text.replaceAll('\r\n', '\n').trim());
  return trimmed.length > 0
    ? trimmed.join('\n\n')
    : 'The package carries no licence file; the name above is its own.';
}

/** Order by code unit: the same on every machine, unlike localeCompare. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
