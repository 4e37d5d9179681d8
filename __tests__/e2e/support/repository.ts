import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The repository of this project. */
export const ROOT = resolve(import.meta.dirname, '../../..');

/** A checked-out repository of a user, in a temporary folder. */
export interface UserRepository {
  readonly directory: string;
  write(path: string, content: string | object): Promise<void>;
  remove(path: string): Promise<void>;
}

const made: string[] = [];

/** A copy of examples/iris, with the given files written over it. Objects are written as JSON. */
export async function irisRepository(
  files: Readonly<Record<string, string | object>> = {},
): Promise<UserRepository> {
  const repository = await emptyRepository();
  await cp(join(ROOT, 'examples/iris'), repository.directory, { recursive: true });
  for (const [path, content] of Object.entries(files)) await repository.write(path, content);
  return repository;
}

/** A repository with nothing in it. */
export async function emptyRepository(): Promise<UserRepository> {
  const directory = await mkdtemp(join(tmpdir(), 'user-repository-'));
  made.push(directory);
  return {
    directory,
    write: async (path, content) => {
      const file = join(directory, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    },
    remove: (path) => rm(join(directory, path), { recursive: true }),
  };
}

/** Deletes every repository that was made. Call it in afterAll. */
export async function removeRepositories(): Promise<void> {
  await Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
}
