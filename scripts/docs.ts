import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { renderRetries } from './docs/retries.ts';
import { replaceBetweenMarkers, renderInputs, renderOutputs } from './docs/tables.ts';
import { readActionMetadata } from './runner/metadata.ts';

/**
 * `npm run docs [-- --check]`: writes the tables of README.md from action.yml and that of docs/reliability.md from the
 * code, or fails when they are stale.
 */
const root = resolve(import.meta.dirname, '..');
const action = await readActionMetadata(root);
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'README.md': { inputs: renderInputs(action.inputs), outputs: renderOutputs(action.outputs) },
  'docs/reliability.md': { retries: renderRetries() },
};

for (const [file, contents] of Object.entries(tables)) {
  const path = join(root, file);
  const before = await readFile(path, 'utf8');
  const after = Object.entries(contents).reduce(
    (text, [marker, content]) => replaceBetweenMarkers(text, marker, content),
    before,
  );
  if (!process.argv.includes('--check')) {
    await writeFile(path, after);
  } else if (after !== before) {
    process.stderr.write(
      `${file} has a stale table (${Object.keys(contents).join(', ')}). Run: npm run docs\n`,
    );
    process.exitCode = 1;
  }
}
