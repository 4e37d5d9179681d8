import { arm, report, workspacePath } from './lib.ts';
import type { Json } from './lib.ts';

/** Follows nextLink to the end. */
async function all(path: string): Promise<{ pages: number; names: string[] }> {
  const names: string[] = [];
  let pages = 0;
  for (let next: string | null | undefined = path; next; pages += 1) {
    const answer = await arm('GET', next);
    const value: readonly Json[] = answer.body['value'] ?? [];
    for (const item of value) names.push(String(item['name']));
    next = answer.body['nextLink'];
  }
  return { pages, names };
}

async function newest(name: string, query = ''): Promise<unknown> {
  const answer = await arm(
    'GET',
    `${workspacePath}/models/${name}/versions?$orderBy=createdtime desc&$top=1${query}`,
  );
  return answer.status === 200
    ? answer.body['value']?.[0]?.['name']
    : [answer.status, answer.body['error']?.['message']];
}

async function failure(path: string): Promise<unknown> {
  const { status, body } = await arm('GET', path);
  return [status, body['error']?.['code'], body['error']?.['message']];
}

const many = await all(`${workspacePath}/models`);
const versions = await all(`${workspacePath}/models/many/versions`);
const top = await all(`${workspacePath}/models/many/versions?$orderBy=createdtime asc&$top=40`);
const version = await arm('GET', `${workspacePath}/models/iris/versions/3`);
const folder = await arm('GET', `${workspacePath}/models/folder/versions/1`);
const workspace = await arm('GET', workspacePath.toUpperCase());
report({
  many: [many.pages, many.names.length, new Set(many.names).size],
  versions: [versions.pages, versions.names.length, versions.names[0], versions.names.at(-1)],
  top: [top.pages, top.names.length, top.names[0]],
  newest: await newest('iris'),
  newestArchived: await newest('iris', '&listViewType=ArchivedOnly'),
  newestOfNone: await newest('none'),
  uri: version.body['properties']?.['modelUri'],
  folderUri: folder.body['properties']?.['modelUri'],
  registry: workspace.body['properties']?.['containerRegistry'],
  otherCase: await failure(`${workspacePath}/models/Iris`),
  noVersion: await failure(`${workspacePath}/models/iris/versions/9`),
  noDatastore: await failure(`${workspacePath}/datastores/none`),
  noWorkspace: await failure(`${workspacePath}x`),
  unknown: await failure(`${workspacePath}/endpoints`),
});
