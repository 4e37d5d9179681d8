import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { LocalAzureInfo } from '../../local-azure/types.ts';

/** Milliseconds for tests that start a local Azure: Azurite alone takes seconds on a busy machine. */
export const START_TIMEOUT_MS = 180_000;

/**
 * Runs a program of clients/ as a user's process would run: nothing but `env` tells it where Azure is. Returns what it
 * printed, parsed as JSON. Rejects with its error output when it fails.
 */
export function runClient(info: LocalAzureInfo, name: string, extra: object = {}): Promise<unknown> {
  const file = join(import.meta.dirname, 'clients', `${name}.ts`);
  const env = {
    PATH: process.env['PATH'],
    ...info.env,
    ...info.oidcEnv,
    LOCAL_AZURE: JSON.stringify({ ...info, ...extra }),
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], { env });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new Error(`${name} ended with code ${String(code)}: ${errors}`));
    });
  });
}
