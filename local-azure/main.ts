import { parseArgs } from 'node:util';
import { startLocalAzure } from './start.ts';
import { requireSystem } from './system.ts';

/**
 * Starts a local Azure and prints one line of JSON: what a client must know. Ends on SIGTERM or SIGINT, also while it
 * is still starting. Usage: node local-azure/main.ts [--port N] [--workspace-seed DIR] [--throttle] [--control]
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

function readOptions(): Parameters<typeof startLocalAzure>[0] {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'workspace-seed': { type: 'string' },
      throttle: { type: 'boolean', default: false },
      control: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port ?? ''} is no port`);
  const seed = values['workspace-seed'];
  const { throttle, control } = values;
  return { port, throttle, control, ...(seed !== undefined && { workspaceSeed: seed }) };
}

main().then(
  () => process.exit(0),
  (caught: unknown) => {
    process.stderr.write(`local-azure: ${caught instanceof Error ? caught.message : String(caught)}\n`);
    process.exit(1);
  },
);
