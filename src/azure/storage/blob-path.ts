import { failure } from '../../findings.ts';

/**
 * Takes a blob's path apart for use as a file path.
 * A blob name is any text, so `..` or an absolute path in it could write outside of the model's folder.
 * @throws ActionError for a name that would not stay in its folder or is no file name.
 */
export function checkedPath(path: string, blob: string): string {
  const bad = path.split('/').find((segment) => segment === '' || segment === '.' || segment === '..');
  const reason =
    bad === undefined ? unusable(path) : bad === '' ? 'it has an empty part' : `it has the part "${bad}"`;
  if (reason === undefined) return path;
  throw failure(`The blob ${JSON.stringify(blob)} cannot be laid out as a file of the model: ${reason}.`, {
    input: 'models',
    remedy: 'Rename the blob and register the model again.',
  });
}

function unusable(path: string): string | undefined {
  if (path.includes('\\')) return 'it has a backslash';
  if (/\p{Cc}/u.test(path)) return 'it has a control character';
  return undefined;
}

/**
 * A blob and a folder of the same name can lie side by side in storage, but not on a disk.
 * @throws ActionError that names the pair.
 */
export function checkNoFileIsFolder(paths: readonly string[]): void {
  const files = new Set(paths);
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (files.has(parent)) throw clash(parent, path);
    }
  }
}

function clash(parent: string, path: string): Error {
  return failure(
    `The model has a file ${JSON.stringify(parent)} and a file ${JSON.stringify(path)} in a folder of that name.`,
    {
      input: 'models',
      remedy: 'Rename one of the two and register the model again.',
    },
  );
}
