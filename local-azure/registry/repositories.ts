import type { ImageStore, WireAnswer } from '../types.ts';
import { apiVersion, errorAnswer } from './manifests.ts';

/** The repository of `/acr/v1/<repository>`; undefined for another path. */
export function parseRepositoryPath(pathname: string): string | undefined {
  const [, repository] = /^\/acr\/v1\/(.+)$/.exec(decodeURIComponent(pathname)) ?? [];
  // Parts of a repository, such as its tags, begin with an underscore.
  return repository !== undefined && !/\/_/.test(`/${repository}`) ? repository : undefined;
}

/**
 * The answer to DELETE of a repository.
 * Source: `Azure/azure-rest-api-specs:specification/containerregistry/data-plane/Azure.ContainerRegistry/stable/2021-07-01`
 */
export function deletionAnswer(removed: ReturnType<ImageStore['remove']>, repository: string): WireAnswer {
  if (!removed)
    return errorAnswer(404, 'NAME_UNKNOWN', 'repository name not known to registry', { Name: repository });
  const body = { manifestsDeleted: removed.digests, tagsDeleted: removed.tags };
  return { status: 202, headers: apiVersion(), body };
}
