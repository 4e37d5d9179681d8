import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new temporary folder, by its real path. The caller deletes it with {@link removeFolders}. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'checkout-')));
  made.push(folder);
  return folder;
}

const made: string[] = [];

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Settings of nobody: what the machine has would change the layout. */
const ENV = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'octocat',
  GIT_AUTHOR_EMAIL: 'octocat@example.com',
  GIT_COMMITTER_NAME: 'octocat',
  GIT_COMMITTER_EMAIL: 'octocat@example.com',
};

/** Runs git in a folder and returns what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  const options = ['-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...options, ...args], {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}

/** Makes a repository with a commit in a folder. Returns the commit. */
export function newRepository(folder: string, ...options: readonly string[]): string {
  git(folder, 'init', '--quiet', ...options);
  return commit(folder);
}

/** Makes one more commit. Returns it. */
export function commit(folder: string): string {
  writeFileSync(join(folder, 'file'), String(Math.random()));
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'change');
  return git(folder, 'rev-parse', 'HEAD');
}
