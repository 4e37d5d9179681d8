import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and throws its output away.
 * @throws Error when it cannot be started or its exit code is not 0.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const child = spawn(command, args, { env, stdio: 'ignore' });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with exit code ${code ?? 'none'}`);
}
