import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasAzureCli, withAzureCli } from './bench/azure-cli.ts';
import { runCommand } from './bench/command.ts';
import { compare } from './bench/measure.ts';
import type { Candidate } from './bench/measure.ts';
import { inTemporaryFolder } from './lib/temporary-folder.ts';
import { createRunnerFiles, runnerEnvironment } from './runner/environment.ts';

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
  await inTemporaryFolder('bench-start', async (folder) => {
    const candidates = [emptyProcess(), await configError(folder)];
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

/** A run in a repository without any config file. */
async function configError(folder: string): Promise<Candidate> {
  const env = {
    ...runnerEnvironment(await createRunnerFiles(folder), folder),
    INPUT_NAME: 'iris',
    'INPUT_SUBSCRIPTION-ID': 'none',
    'INPUT_RESOURCE-GROUP': 'none',
    INPUT_WORKSPACE: 'none',
  };
  const main = join(root, 'dist', 'index.js');
  return {
    name: 'config error is out',
    run: () => runCommand(process.execPath, [main], { env, cwd: folder, exitCode: 1 }),
  };
}
