import { z } from 'zod';
import type { HttpAnswer, HttpRequest } from '../../http.ts';
import type { TagLookup } from '../../image/types.ts';

/** Kinds of manifests, newest first: without them the registry answers in a form of its own choice. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const digestSchema = z.string().regex(/^sha256:[a-f0-9]{64}$/);

/** A manifest that is asked for. */
export interface ManifestQuery {
  /** Login server. */
  readonly server: string;
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
  /** HEAD for its digest, GET for all of it. */
  readonly method: 'HEAD' | 'GET';
  readonly timeoutMs: number;
}

/** The request for a manifest. Source: `opencontainers/distribution-spec:spec.md`. */
export function manifestRequest({
  server,
  repository,
  reference,
  method,
  timeoutMs,
}: ManifestQuery): HttpRequest {
  const url = `https://${server}/v2/${repository}/manifests/${reference}`;
  return { url, method, headers: { accept: MANIFESTS }, timeoutMs };
}

/** What the registry said; unreadable when it did not answer as registries do. */
export function readManifestDigest(answer: HttpAnswer | undefined): TagLookup {
  if (answer?.status === 404) return 'absent';
  const digest = digestSchema.safeParse(answer?.headers['docker-content-digest']);
  return answer?.status === 200 && digest.success ? { digest: digest.data } : 'unreadable';
}

/** Source: `opencontainers/image-spec:manifest.md`; Docker's schema 2 has the same fields. */
const sizedSchema = z.object({ size: z.number().nonnegative() });
const imageSchema = z.object({ config: sizedSchema, layers: z.array(sizedSchema) });
/** Source: `opencontainers/image-spec:image-index.md` */
const indexSchema = z.object({
  manifests: z.array(
    z.object({
      digest: digestSchema,
      platform: z.object({ os: z.string(), architecture: z.string() }).optional(),
    }),
  ),
});

/**
 * Bytes of an image as they are pulled: its configuration and its layers. Of an image for several platforms, the digest
 * of the manifest for the one that ACI runs. Undefined when the body is neither.
 */
export function readImageSize(
  body: unknown,
): { readonly bytes: number } | { readonly digest: string } | undefined {
  const image = imageSchema.safeParse(body).data;
  if (image) return { bytes: image.layers.reduce((sum, { size }) => sum + size, image.config.size) };
  const found = indexSchema
    .safeParse(body)
    .data?.manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
  return found && { digest: found.digest };
}
