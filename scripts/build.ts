import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { collectLicenses } from './bundle/licenses.ts';
import { smokeTestBundle } from './bundle/smoke.ts';

/**
 * `npm run build`: src/ becomes dist/, the same bytes from the same `npm ci`.
 * TypeScript compiles first and ncc bundles the JavaScript, because ncc on .ts is slower and caches failed builds.
 */
const root = resolve(import.meta.dirname, '..');
const modules = join(root, 'node_modules');

await rm(join(root, 'build'), { recursive: true, force: true });
await rm(join(root, 'dist'), { recursive: true, force: true }); // ncc leaves chunks of earlier builds behind

run('tsc', 'typescript/bin/tsc', '-p', 'tsconfig.build.json');
if (!existsSync(join(root, 'build', 'index.js'))) fail('tsc wrote no build/index.js: is src/index.ts there?');
run('ncc', '@vercel/ncc/dist/ncc/cli.js', 'build', 'build/index.js', '-o', 'dist', '--no-cache');
await writeFile(join(root, 'dist', 'licenses.txt'), await collectLicenses(root));

const faults = await smokeTestBundle(root);
if (faults.length > 0) fail(`dist/ does not work outside of the repository:\n${faults.join('\n')}`);
console.log('dist/ is built, and it starts in an empty folder.');

function run(name: string, script: string, ...args: readonly string[]): void {
  try {
    execFileSync(process.execPath, [join(modules, script), ...args], { cwd: root, stdio: 'inherit' });
  } catch {
    fail(`${name} failed; its messages are above.`);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
