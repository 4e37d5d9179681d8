import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalAzure } from '../local-azure/start.ts';
import { requireSystem } from '../local-azure/system.ts';
import type { LocalAzureInfo } from '../local-azure/types.ts';
import { printMore, printOutputs, printSummary, printWith, title } from './demo/print.ts';
import { scoreFlowers } from './demo/score.ts';
import { printVisit } from './demo/visit.ts';
import { irisInputs, prepareIris } from './lib/iris.ts';
import { inTemporaryFolder } from './lib/temporary-folder.ts';
import { createLogRenderer } from './runner/render-log.ts';
import { runAction } from './runner.ts';
import type { ActionRunResult } from './runner.ts';

/**
 * `npm run demo [-- --keep] [-- --expand]`: deploys examples/iris with the built Action to an Azure on loopback.
 * --keep leaves the service up until Ctrl-C; --expand shows the lines inside of the log's groups too.
 */
const root = resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, expand: { type: 'boolean', default: false } },
});

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

try {
  if (!existsSync(join(root, 'dist', 'index.js'))) {
    throw new Error('dist/index.js is missing. Build it first: npm run build');
  }
  await requireSystem();
  await inTemporaryFolder('aci-model-deploy-demo', demo);
  title('Everything is stopped and removed');
  if (!interrupted.signal.aborted) printMore();
} catch (caught) {
  process.stdout.write(`\nThe demo failed. ${caught instanceof Error ? caught.message : String(caught)}\n`);
  process.exitCode = 1;
}
if (interrupted.signal.aborted && !options.keep) process.exitCode = 130;

async function demo(folder: string): Promise<void> {
  const { workspaceDirectory, workspaceSeed } = await prepareIris(root, folder);
  title('A local Azure starts on loopback, with the model iris:3 registered');
  const azure = await startLocalAzure({ workspaceSeed });
  try {
    await deployAndScore(azure.info, workspaceDirectory);
  } finally {
    await azure.stop();
  }
}

async function deployAndScore(info: LocalAzureInfo, workspaceDirectory: string): Promise<void> {
  const key = randomBytes(24).toString('hex');
  title('GitHub runs the step');
  const result = await deploy(info, workspaceDirectory, key);
  printOutputs(result);
  title('The job summary');
  printSummary(result);
  if (interrupted.signal.aborted) return;
  if (result.exitCode !== 0)
    throw new Error(`The Action ended with exit code ${result.exitCode}; its log is above.`);

  title('Two flowers are scored');
  const uri = result.outputs['scoring-uri'] ?? '';
  await scoreFlowers({ uri, key, proxy: info.env['HTTP_PROXY'] ?? '', signal: interrupted.signal });
  if (!options.keep) return;
  title('The service stays up until Ctrl-C');
  printVisit(info, { uri, key, containerGroup: result.outputs['container-group'] ?? '' });
  await untilInterrupted();
}

async function deploy(
  info: LocalAzureInfo,
  workspaceDirectory: string,
  key: string,
): Promise<ActionRunResult> {
  const inputs = irisInputs(info, key);
  printWith(inputs, [key]);
  const colour = process.stdout.isTTY;
  const render = createLogRenderer({ groups: options.expand ? 'expanded' : 'folded', colour });
  return runAction({
    actionDirectory: root,
    workspaceDirectory,
    with: inputs,
    env: { ...info.env, ...info.oidcEnv },
    signal: interrupted.signal,
    onLine: (line) =>
      process.stdout.write(
        render(line)
          .map((shown) => `${shown}\n`)
          .join(''),
      ),
  });
}

/** Waits for Ctrl-C. The timer keeps Node alive, which a listener does not. */
async function untilInterrupted(): Promise<void> {
  const timer = setInterval(() => undefined, 60_000);
  await new Promise<void>((done) => {
    if (interrupted.signal.aborted) done();
    interrupted.signal.addEventListener('abort', () => done());
  });
  clearInterval(timer);
}
