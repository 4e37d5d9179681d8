import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { requireSystem } from '../local-azure/system.ts';

/**
 * `npm test [-- jest arguments]`: every test, unit and end-to-end. What the local Azure needs from the system is
 * installed first, so that no end-to-end test fails halfway for want of nginx.
 */
const root = resolve(import.meta.dirname, '..');
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];

await requireSystem();

const jest = spawn(
  process.execPath,
  [
    ...NODE_FLAGS,
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--reporters=default',
    `--reporters=${join(root, 'scripts', 'test-reporter.ts')}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
jest.once('close', (code) => {
  process.exitCode = code ?? 1;
});
