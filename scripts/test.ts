import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { requireSystem } from '../local-azure/system.ts';

/**
 * `npm test [-- jest arguments]`: every test, unit and end-to-end. What the local Azure needs from the system is
 * installed first, so that no end-to-end test fails halfway for want of nginx.
 */
const root = resolve(import.meta.dirname, '..');
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];

try {
  await requireSystem();
  runJest();
} catch (caught) {
  process.stderr.write(`${caught instanceof Error ? caught.message : String(caught)}\n`);
  process.exitCode = 1;
}

function runJest(): void {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const reporters = ['--reporters=default', `--reporters=${join(root, 'scripts', 'test-reporter.ts')}`];
  // --reporters takes every word after it, so it comes last.
  const args = [...NODE_FLAGS, jest, ...process.argv.slice(2), ...reporters];
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).once('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
