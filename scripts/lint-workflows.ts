import './workflows/json-modules.ts';
import { resolve } from 'node:path';
import { findWorkflows, lintWorkflows } from './workflows/lint.ts';

/**
 * `npm run lint:workflows [-- FILE...]`: checks these workflows, or every one of the repository, those to copy too.
 * It needs no network.
 */
const root = resolve(import.meta.dirname, '..');
const given = process.argv.slice(2);
const files = given.length > 0 ? given : await findWorkflows(root);
const faults = await lintWorkflows(root, files);
for (const { file, line, column, message } of faults) {
  process.stdout.write(`${file}:${line}:${column}: ${message}\n`);
}
process.stdout.write(`${files.length} workflows, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
