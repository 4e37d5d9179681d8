import { exec } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

/**
 * Runs a command line of constant text and resolves to its standard output.
 * Rejects when it cannot be started, ends with another exit code than 0, or takes longer than `timeoutMs`.
 */
export type RunCommand = (line: string, timeoutMs: number) => Promise<string>;

/** Runs it in a shell, which Windows needs for programs like az that are batch files. */
export const runCommand: RunCommand = async (line, timeoutMs) => {
  // Not in the workspace: the shell of Windows would prefer a program of the repository.
  const { stdout } = await promisify(exec)(line, { cwd: tmpdir(), timeout: timeoutMs });
  return stdout;
};
