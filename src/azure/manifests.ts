import { z } from 'zod';
import type { HttpAnswer, HttpRequest } from '../http.ts';
import type { TagLookup } from '../image/types.ts';

/** Kinds of manifests, newest first: without them the registry answers in a form of its own choice. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const digestSchema = z.string().regex(/^sha256:[a-f0-9]{64}$/);

/** The request that tells the digest of a tag. Source: `opencontainers/distribution-spec:spec.md`. */
export function manifestRequest(
  server: string,
  repository: string,
  reference: string,
  timeoutMs: number,
): HttpRequest {
  const url = `https://${server}/v2/${repository}/manifests/${reference}`;
  return { url, method: 'HEAD', headers: { accept: MANIFESTS }, timeoutMs };
}

/** What the registry said; unreadable when it did not answer as registries do. */
export function readManifestDigest(answer: HttpAnswer | undefined): TagLookup {
  if (answer?.status === 404) return 'absent';
  const digest = digestSchema.safeParse(answer?.headers['docker-content-digest']);
  return answer?.status === 200 && digest.success ? { digest: digest.data } : 'unreadable';
}
