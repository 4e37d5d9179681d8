import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasAzureCli, withAzureCli } from './bench/azure-cli.ts';
import { runCommand } from './bench/command.ts';
import { compare } from './bench/measure.ts';
import type { Candidate } from './bench/measure.ts';
import { inTemporaryFolder } from './lib/temporary-folder.ts';
import { runAction } from './runner.ts';

/**
 * `npm run bench:start`: how long until a config error is out, against an empty Node process and, where the Azure CLI
 * is installed, against `az container show` on the local Azure.
 */
const ROUNDS = 15;
/** The promise of this project: a config error is out in this many starts of an empty Node. */
const PROMISED_RATIO = 5;
const root = resolve(import.meta.dirname, '..');

if (!existsSync(join(root, 'dist', 'index.js'))) {
  process.stderr.write('dist/index.js is missing. Build it first: npm run build\n');
  process.exitCode = 1;
} else {
  await inTemporaryFolder('bench-start', async (workspaceDirectory) => {
    const candidates = [emptyProcess(), configError(workspaceDirectory)];
    if (hasAzureCli()) await withAzureCli(root, (show) => bench([...candidates, show]));
    else await bench(candidates);
  });
}

async function bench(candidates: readonly Candidate[]): Promise<void> {
  const results = await compare(candidates, ROUNDS);
  for (const { name, min, median } of results) {
    process.stdout.write(`${name.padEnd(24)} min ${min.toFixed(0)} ms, median ${median.toFixed(0)} ms\n`);
  }
  if (results.length < 3) process.stdout.write('The Azure CLI is not installed: no comparison with az.\n');
  const [empty, action] = results;
  const ratio = (action?.median ?? 0) / (empty?.median ?? 1);
  process.stdout.write(
    `A config error is out in ${ratio.toFixed(1)} starts of Node; promised are ${PROMISED_RATIO}.\n`,
  );
  if (ratio > PROMISED_RATIO) process.exitCode = 1;
}

function emptyProcess(): Candidate {
  return { name: 'empty Node process', run: () => runCommand(process.execPath, ['-e', '']) };
}

/** A run in a folder without any config file. The harness's own work counts against the Action. */
function configError(workspaceDirectory: string): Candidate {
  const inputs = { name: 'iris', 'subscription-id': 'none', 'resource-group': 'none', workspace: 'none' };
  return {
    name: 'config error is out',
    run: async () => {
      const { exitCode, log } = await runAction({ actionDirectory: root, workspaceDirectory, with: inputs });
      if (exitCode !== 1 || !log.includes('::error')) throw new Error(`This was no config error:\n${log}`);
    },
  };
}
