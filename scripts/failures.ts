import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { requireSystem } from '../local-azure/system.ts';
import { replaceBetweenMarkers } from './docs/tables.ts';
import { formatTable, renderSuite } from './failures/table.ts';
import type { Row } from './failures/table.ts';
import { inTemporaryFolder } from './lib/temporary-folder.ts';

/**
 * `npm run failures [-- --write]`: the built Action in every failure that the suite knows, as a table; into
 * docs/reliability.md as well. Fails when one goes wrong, and writes nothing then.
 */
const root = resolve(import.meta.dirname, '..');
const FLAGS = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
/** Two files at once: each has a local Azure of its own. */
const JEST = [join(root, 'node_modules/jest/bin/jest.js'), '--maxWorkers=2', '__tests__/e2e/failures'];

try {
  if (!existsSync(join(root, 'dist', 'index.js'))) {
    throw new Error('dist/index.js is missing. Build it first: npm run build');
  }
  await requireSystem();
  await inTemporaryFolder('aci-model-deploy-failures', suite);
} catch (caught) {
  process.stderr.write(`${caught instanceof Error ? caught.message : String(caught)}\n`);
  process.exitCode = 1;
}

async function suite(folder: string): Promise<void> {
  const file = join(folder, 'rows');
  await writeFile(file, '');
  const code = await runJest(file);
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const rows = lines.map((line) => JSON.parse(line) as Row);
  process.stdout.write(`\n${formatTable(rows)}\n`);
  if (code !== 0 || rows.length === 0) process.exitCode = 1;
  else if (process.argv.includes('--write')) await writePage(rows);
}

async function writePage(rows: readonly Row[]): Promise<void> {
  const page = join(root, 'docs', 'reliability.md');
  const text = await readFile(page, 'utf8');
  await writeFile(page, replaceBetweenMarkers(text, 'suite', renderSuite(rows)));
}

function runJest(rowsFile: string): Promise<number> {
  const env = { ...process.env, FAILURES_ROWS: rowsFile };
  const child = spawn(process.execPath, [...FLAGS, ...JEST], { cwd: root, stdio: 'inherit', env });
  return new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}
