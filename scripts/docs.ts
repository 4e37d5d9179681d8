import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { replaceBetweenMarkers, renderInputs, renderOutputs } from './docs/tables.ts';
import { readActionMetadata } from './runner/metadata.ts';

/** `npm run docs [-- --check]`: writes the tables of README.md from action.yml, or fails when they are stale. */
const root = resolve(import.meta.dirname, '..');
const path = join(root, 'README.md');
const action = await readActionMetadata(root);
const before = await readFile(path, 'utf8');
const after = replaceBetweenMarkers(
  replaceBetweenMarkers(before, 'inputs', renderInputs(action.inputs)),
  'outputs',
  renderOutputs(action.outputs),
);

if (!process.argv.includes('--check')) {
  await writeFile(path, after);
} else if (after !== before) {
  process.stderr.write('README.md does not have the inputs and outputs of action.yml. Run: npm run docs\n');
  process.exitCode = 1;
}
