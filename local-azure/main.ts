import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startLocalAzure } from './start.ts';
import type { LocalAzureOptions } from './start.ts';
import { requireSystem } from './system.ts';

const USAGE =
  'Usage: npm run --silent local-azure -- [--port N] [--workspace-seed DIR] [--throttle] [--control]';
/** Exit code for a wrong command line, as programs of the shell have it. */
const WRONG_USAGE = 2;

/** A wrong command line. */
class UsageError extends Error {}

/**
 * Starts a local Azure and prints one line of JSON: what a client must know. Ends on SIGTERM or SIGINT, also while it
 * is still starting.
 */
async function main(): Promise<void> {
  const asked = Promise.withResolvers<undefined>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => asked.resolve(undefined));
  const options = readOptions();
  await requireSystem();
  const azure = await startLocalAzure(options);
  process.stdout.write(`${JSON.stringify(azure.info)}\n`);
  await asked.promise;
  await azure.stop();
}

function readOptions(): LocalAzureOptions {
  const { port = '0', 'workspace-seed': seed, throttle, control } = parseCommandLine();
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError(`--port ${JSON.stringify(port)} is no port number.`);
  if (seed !== undefined && !statSync(seed, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--workspace-seed ${JSON.stringify(seed)} is no folder.`);
  return { port: Number(port), throttle, control, ...(seed !== undefined && { workspaceSeed: seed }) };
}

interface CommandLine {
  readonly port?: string;
  readonly 'workspace-seed'?: string;
  readonly throttle: boolean;
  readonly control: boolean;
}

function parseCommandLine(): CommandLine {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        'workspace-seed': { type: 'string' },
        throttle: { type: 'boolean', default: false },
        control: { type: 'boolean', default: false },
      },
    }).values;
  } catch (caught) {
    // Node's own sentence; what follows it is about programs that take file names.
    throw new UsageError(`${messageOf(caught).split('. ')[0] ?? ''}.`);
  }
}

function messageOf(caught: unknown): string {
  return caught instanceof Error ? caught.message : String(caught);
}

main().then(
  () => process.exit(0),
  (caught: unknown) => {
    const wrong = caught instanceof UsageError;
    process.stderr.write(`local-azure: ${messageOf(caught)}${wrong ? ` ${USAGE}` : ''}\n`);
    process.exit(wrong ? WRONG_USAGE : 1);
  },
);
