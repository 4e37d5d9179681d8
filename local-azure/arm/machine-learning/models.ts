import type { WireAnswer, WireRequest } from '../../types.ts';
import type { World } from '../../world.ts';
import { mlError, modelBody, newestFirst, versionBody, workspaceId } from './answers.ts';
import type { MlStore, ModelVersion } from './store.ts';

/** Entries of one page. */
const PAGE_SIZE = 30;

/** GET of workspaces/models and below. Undefined for a path that is none of these. */
export function modelAnswer(
  world: World,
  store: MlStore,
  request: WireRequest,
  rest: readonly string[],
): WireAnswer | undefined {
  const [name, versions, version, ...more] = rest;
  if (more.length > 0 || request.method !== 'GET') return undefined;
  if (name === undefined) return listModels(world, store, request);
  const known = store.versions(name);
  if (versions === undefined) {
    const body = modelBody(world, known);
    return body ? { status: 200, body } : modelNotFound(world, name);
  }
  if (versions.toLowerCase() !== 'versions') return undefined;
  if (version === undefined)
    return known.length === 0 ? modelNotFound(world, name) : listVersions(world, known, request, name);
  const found = known.find((one) => one.version === version);
  if (found) return { status: 200, body: versionBody(world, found) };
  return mlError(world, 404, `Model with name: ${name} and version: ${version} not found`, 'ModelNotFound');
}

function modelNotFound(world: World, name: string): WireAnswer {
  return mlError(world, 404, `Model container with name: ${name} not found`, 'ModelNotFound');
}

function listModels(world: World, store: MlStore, request: WireRequest): WireAnswer {
  const names = [...new Set(store.versions().map(({ name }) => name))].sort();
  const groups = names
    .map((name) => store.versions(name))
    .filter((group) => group.some((one) => isListed(one, request)));
  return page(request, `${workspaceId(world)}/models`, groups, (group) => modelBody(world, group));
}

function listVersions(
  world: World,
  known: readonly ModelVersion[],
  request: WireRequest,
  name: string,
): WireAnswer {
  const query = request.url.searchParams;
  const order = query.get('$orderBy') ?? 'createdtime desc';
  const [key = '', direction = 'asc'] = order.trim().split(/\s+/);
  if (!/^(createdtime|modifiedtime|createdat|version)$/i.test(key)) {
    return mlError(world, 400, `The provided orderBy '${order}' is not supported.`);
  }
  const wanted = known.filter((one) => isListed(one, request) && hasVersion(one, query.get('version')));
  const newest = newestFirst(wanted);
  const ordered = direction.toLowerCase() === 'desc' ? newest : newest.toReversed();
  return page(request, `${workspaceId(world)}/models/${name}/versions`, ordered, (one) =>
    versionBody(world, one),
  );
}

function hasVersion(model: ModelVersion, version: string | null): boolean {
  return version === null || model.version === version;
}

/** Archived models are hidden unless they are asked for. */
function isListed(model: ModelVersion, request: WireRequest): boolean {
  const view = request.url.searchParams.get('listViewType') ?? 'ActiveOnly';
  return view === 'All' || model.isArchived === (view === 'ArchivedOnly');
}

/** One page, and the link to the next one. $top limits the whole answer, $skip is the continuation. */
function page<T>(
  request: WireRequest,
  path: string,
  all: readonly T[],
  body: (one: T) => unknown,
): WireAnswer {
  const query = request.url.searchParams;
  const top = Number(query.get('$top') ?? Number.POSITIVE_INFINITY);
  const start = Number(query.get('$skip') ?? 0);
  const wanted = all.slice(0, Math.min(all.length, top + start));
  const end = start + PAGE_SIZE;
  const value = wanted.slice(start, end).map(body);
  if (end >= wanted.length) return { status: 200, body: { value, nextLink: null } };
  const next = new URL(path, request.url.origin);
  for (const [name, text] of query) next.searchParams.set(name, text);
  next.searchParams.set('$skip', String(end));
  if (Number.isFinite(top)) next.searchParams.set('$top', String(top - PAGE_SIZE));
  return { status: 200, body: { value, nextLink: next.href } };
}
