import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutOperations, cutWebhooks } from './github/cut.ts';
import type { Cut, OpenApi } from './github/cut.ts';

/**
 * Cuts what the local GitHub is checked with out of GitHub's OpenAPI description. The package that has it is 385 MB and
 * therefore no dependency: install it elsewhere and name its folder.
 *
 *   npm install --prefix /tmp/openapi @octokit/openapi
 *   npx -c 'node scripts/cut-github-openapi.ts /tmp/openapi/node_modules/@octokit/openapi'
 */
const OPERATIONS = [
  'actions/get-workflow-run',
  'git/get-ref',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/get-comment',
  'issues/list-comments',
  'issues/update-comment',
  'pulls/get',
  'repos/create-deployment',
  'repos/create-deployment-status',
  'repos/get',
  'repos/get-branch',
  'repos/get-content',
  'repos/get-deployment',
  'repos/list-deployment-statuses',
  'repos/list-deployments',
];
const WEBHOOKS = [
  'merge-group-checks-requested',
  'pull-request-closed',
  'pull-request-opened',
  'pull-request-reopened',
  'pull-request-synchronize',
  'push',
  'workflow-dispatch',
];
const FOLDER = join(import.meta.dirname, '../local-github/openapi');

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) {
  process.stderr.write('Usage: cut-github-openapi.ts <folder of the package @octokit/openapi>\n');
  process.exitCode = 2;
} else {
  await cut(packageFolder);
}

async function cut(folder: string): Promise<void> {
  const file = 'generated/api.github.com.json';
  const api = JSON.parse(await readFile(join(folder, file), 'utf8')) as OpenApi;
  const source = `${file} of @octokit/openapi ${api.info.version}, MIT licence: see LICENSE`;
  await Promise.all([
    write('rest.json', source, cutOperations(api, OPERATIONS)),
    write('webhooks.json', source, cutWebhooks(api, WEBHOOKS)),
    copyFile(join(folder, 'LICENSE'), join(FOLDER, 'LICENSE')),
  ]);
}

/** One line for each operation and schema: small, and a new version shows what has changed. */
async function write(name: string, source: string, cut: Cut): Promise<void> {
  const lines = (entries: object): string =>
    Object.entries(entries)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');
  const text = `{
"source": ${JSON.stringify(source)},
"operations": {
${lines(cut.operations)}
},
"components": { "schemas": {
${lines(cut.components.schemas)}
} }
}
`;
  await writeFile(join(FOLDER, name), text);
}
