import { createHash } from 'node:crypto';
import type { WireHandler } from '../http.ts';
import { apiVersion, errorAnswer, manifestAnswer, parseManifestPath } from './manifests.ts';

const SERVER = 'mcr.microsoft.com';
const EMPTY_LAYER = `sha256:${createHash('sha256').update('').digest('hex')}`;

/**
 * Plays mcr.microsoft.com: manifests of the public images that the local Azure knows, without sign-in. The digests are
 * made up, but stay the same: one for each tag.
 */
export function createPublicRegistry(isKnown: (image: string) => boolean): WireHandler {
  return (request) => {
    if (/^\/v2\/?$/.test(request.url.pathname))
      return Promise.resolve({ status: 200, headers: apiVersion(), body: {} });
    const path = parseManifestPath(request.url.pathname);
    if (!path || !isKnown(`${SERVER}/${path.repository}`)) {
      return Promise.resolve(errorAnswer(404, 'NAME_UNKNOWN', 'repository name not known to registry', {}));
    }
    const manifest = publicManifest(path.repository, path.reference);
    const digest = `sha256:${createHash('sha256').update(JSON.stringify(manifest)).digest('hex')}`;
    const asked = path.reference.startsWith('sha256:') ? path.reference : digest;
    return Promise.resolve(manifestAnswer({ digest: asked, manifest }, path, request));
  };
}

function publicManifest(repository: string, reference: string): object {
  const config = `sha256:${createHash('sha256').update(`${repository}:${reference}`).digest('hex')}`;
  const type = 'application/vnd.docker';
  return {
    schemaVersion: 2,
    mediaType: `${type}.distribution.manifest.v2+json`,
    config: { mediaType: `${type}.container.image.v1+json`, size: 2, digest: config },
    layers: [{ mediaType: `${type}.image.rootfs.diff.tar.gzip`, size: 0, digest: EMPTY_LAYER }],
  };
}
