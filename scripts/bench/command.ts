import { spawn } from 'node:child_process';

/** How a command is run. */
export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The exit code that is expected; 0 by default. */
  readonly exitCode?: number;
}

/**
 * Runs a command to its end and throws its output away.
 * @throws Error when it cannot be started or ends with another exit code than expected.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { exitCode = 0, ...options }: CommandOptions = {},
): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: 'ignore' });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code !== exitCode)
    throw new Error(`${command} ${args[0] ?? ''} ended with exit code ${code ?? 'none'}`);
}
