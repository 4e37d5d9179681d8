import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalAzureInfo } from '../../../local-azure/types.ts';

/** True when an Azure CLI is on the PATH. */
export const hasAz = spawnSync('az', ['--help'], { stdio: 'ignore' }).status === 0;

/** One Azure CLI with a configuration of its own, that knows where Azure is from nothing but `env`. */
export interface Az {
  /** For a process that uses this sign-in: AZURE_CONFIG_DIR, and no telemetry. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs `az` with these arguments to its end. */
  run(...args: readonly string[]): Promise<AzOutcome>;
  /** Runs `az` and reads its output as JSON. Rejects with its messages when it fails. */
  json(...args: readonly string[]): Promise<unknown>;
  /** Removes the configuration. */
  close(): Promise<void>;
}

export interface AzOutcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export async function openAz(info: LocalAzureInfo): Promise<Az> {
  const folder = await mkdtemp(join(tmpdir(), 'az-'));
  const env = { AZURE_CONFIG_DIR: folder, AZURE_CORE_COLLECT_TELEMETRY: '0', AZURE_CORE_NO_COLOR: '1' };
  const run = (...args: readonly string[]): Promise<AzOutcome> =>
    runAz(args, { PATH: process.env['PATH'] ?? '', HOME: folder, ...env, ...info.env });
  return {
    env,
    run,
    json: async (...args) => {
      const { code, output, errors } = await run(...args, '--output', 'json');
      if (code !== 0) throw new Error(`az ${args.join(' ')} ended with exit code ${String(code)}: ${errors}`);
      return JSON.parse(output) as unknown;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function runAz(args: readonly string[], env: Readonly<Record<string, string>>): Promise<AzOutcome> {
  const child = spawn('az', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output, errors }));
  });
}
