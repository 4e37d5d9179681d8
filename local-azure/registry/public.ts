import type { WireHandler } from '../http.ts';
import type { ImageStore } from '../types.ts';
import { apiVersion, errorAnswer, manifestAnswer, parseManifestPath } from './manifests.ts';

const SERVER = 'mcr.microsoft.com';

/** Plays mcr.microsoft.com: manifests of the public images that the local Azure knows, without sign-in. */
export function createPublicRegistry(images: Pick<ImageStore, 'find'>): WireHandler {
  return (request) => {
    if (/^\/v2\/?$/.test(request.url.pathname))
      return Promise.resolve({ status: 200, headers: apiVersion(), body: {} });
    const path = parseManifestPath(request.url.pathname);
    if (!path || !images.find(SERVER, path.repository, 'latest')) {
      return Promise.resolve(errorAnswer(404, 'NAME_UNKNOWN', 'repository name not known to registry', {}));
    }
    const image = images.find(SERVER, path.repository, path.reference);
    return Promise.resolve(manifestAnswer(image, path, request));
  };
}
