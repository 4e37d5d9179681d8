import { parseArgs } from 'node:util';
import { startLocalAzure } from './start.ts';

/**
 * Starts a local Azure and prints one line of JSON: what a client must know. Ends on SIGTERM or SIGINT.
 * Usage: node local-azure/main.ts [--port N] [--workspace-seed DIR] [--throttle]
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'workspace-seed': { type: 'string' },
      throttle: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port ?? ''} is no port`);
  const seed = values['workspace-seed'];
  const azure = await startLocalAzure({
    port,
    throttle: values.throttle,
    ...(seed !== undefined && { workspaceSeed: seed }),
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void azure.stop().then(
      () => process.exit(0),
      (caught: unknown) => fail(caught),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  process.stdout.write(`${JSON.stringify(azure.info)}\n`);
}

function fail(caught: unknown): void {
  process.stderr.write(`local-azure: ${caught instanceof Error ? caught.message : String(caught)}\n`);
  process.exit(1);
}

main().catch(fail);
