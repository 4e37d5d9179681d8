import type { WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';
import { resourceId } from '../world.ts';
import { armError } from './errors.ts';

/** The only filter that the Azure CLI sends to find a resource by its name. */
const BY_TYPE = /^resourceType eq '([^']+)'$/i;

/** GET …/resources: the seeded resources, of all types or of one. Container groups have their own list. */
export function resourceListAnswer(world: World, request: WireRequest): WireAnswer {
  const filter = request.url.searchParams.get('$filter');
  const type = filter === null ? undefined : BY_TYPE.exec(filter)?.[1];
  if (filter !== null && type === undefined) {
    return armError(
      400,
      'InvalidFilterInQueryString',
      `Invalid $filter '${filter}' specified in the query string.`,
    );
  }
  const all = [
    resource(world, 'Microsoft.MachineLearningServices/workspaces', world.workspace),
    resource(world, 'Microsoft.ContainerRegistry/registries', world.registryName),
    resource(world, 'Microsoft.Storage/storageAccounts', world.storage.name),
  ];
  const wanted = all.filter((one) => type === undefined || one.type.toLowerCase() === type.toLowerCase());
  return { status: 200, body: { value: wanted } };
}

interface ListedResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

function resource(world: World, type: string, name: string): ListedResource {
  return { id: resourceId(world, type, name), name, type, location: world.location, tags: {} };
}
