import { execFileSync } from 'node:child_process';

/** Runs git and returns what it prints, without the line break at the end. Throws Error with git's own words. */
export type Git = (args: readonly string[], options?: GitOptions) => string;

/** What a call of git may get beside its arguments. */
export interface GitOptions {
  /** Standard input. */
  readonly input?: string;
  /** Variables on top of the process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** git in a folder. */
export function gitIn(directory: string): Git {
  return (args, { input = '', env = {} } = {}) =>
    execFileSync('git', args, {
      cwd: directory,
      input,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
    }).replace(/\n$/, '');
}
