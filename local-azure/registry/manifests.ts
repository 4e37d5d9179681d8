import { createHash, randomUUID } from 'node:crypto';
import type { ImageStore, WireAnswer, WireRequest } from '../types.ts';

type Manifest = NonNullable<ReturnType<ImageStore['find']>>;

/** Which manifest is meant. */
export interface ManifestPath {
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
}

/** Takes `/v2/<repository>/manifests/<reference>` apart. */
export function parseManifestPath(pathname: string): ManifestPath | undefined {
  const [, repository, reference] =
    /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(decodeURIComponent(pathname)) ?? [];
  return repository !== undefined && reference !== undefined ? { repository, reference } : undefined;
}

/** The answer to GET and HEAD of a manifest. */
export function manifestAnswer(
  image: Manifest | undefined,
  { repository, reference }: ManifestPath,
  request: WireRequest,
): WireAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return errorAnswer(405, 'UNSUPPORTED', 'The operation is unsupported.', {});
  if (!image) {
    const detail = reference.startsWith('sha256:')
      ? { Name: repository, Revision: reference }
      : { Tag: reference };
    return errorAnswer(404, 'MANIFEST_UNKNOWN', `manifest tagged by "${reference}" is not found`, detail);
  }
  return {
    status: 200,
    headers: {
      ...apiVersion(),
      'content-type': mediaTypeOf(image.manifest),
      'docker-content-digest': image.digest,
      etag: `"${image.digest}"`,
    },
    body: Buffer.isBuffer(image.manifest) ? image.manifest : Buffer.from(JSON.stringify(image.manifest)),
  };
}

function mediaTypeOf(manifest: unknown): string {
  const type =
    typeof manifest === 'object' && manifest !== null && 'mediaType' in manifest
      ? manifest.mediaType
      : undefined;
  return typeof type === 'string' ? type : 'application/vnd.docker.distribution.manifest.v2+json';
}

/** A registry's error answer. */
export function errorAnswer(status: number, code: string, message: string, detail: unknown): WireAnswer {
  const correlation = createHash('md5').update(randomUUID()).digest('hex');
  const error = { code, message, ...(detail !== undefined && { detail }) };
  return {
    status,
    headers: { ...apiVersion(), 'x-ms-correlation-request-id': correlation },
    body: { errors: [error] },
  };
}

/** Says that the server speaks the registry protocol. */
export function apiVersion(): Record<string, string> {
  return { 'docker-distribution-api-version': 'registry/2.0' };
}
