import { z } from 'zod';
import type { Http, HttpAnswer, HttpRequest } from '../../http.ts';
import type { ImageReference, TagLookup } from '../../image/types.ts';
import type { Cloud } from '../clouds.ts';
import { manifestRequest, readManifestDigest } from './manifests.ts';

/** Microsoft's registry: public, without any sign-in. */
const MICROSOFT_REGISTRY = 'mcr.microsoft.com';
/** Milliseconds for one request. */
const TIMEOUT_MS = 30_000;

const accessSchema = z.object({ access_token: z.string().min(1) });

/** What the look-up needs. */
export interface PublicReader {
  /** Tries again what may pass: a digest that is now known and now not would build images for nothing. */
  readonly http: Http;
  readonly cloud: Pick<Cloud, 'registrySuffix'>;
}

/**
 * Reads the digest of a tag as anybody may: from Microsoft's registry, and from Azure registries that let everybody
 * pull. The sign-in of the run is not used: the server is named by a file of the repository, and no token goes there.
 */
export async function readPublicDigest(
  reader: PublicReader,
  image: ImageReference,
): Promise<TagLookup | 'unasked'> {
  const isAzure = image.server.endsWith(`.${reader.cloud.registrySuffix}`);
  if (image.server !== MICROSOFT_REGISTRY && !isAzure) return 'unasked';
  const { repository, tag = 'latest' } = image;
  const request = manifestRequest({
    server: image.server,
    repository,
    reference: tag,
    method: 'HEAD',
    timeoutMs: TIMEOUT_MS,
  });
  const answer = await ask(reader, request);
  if (answer?.status !== 401) return readManifestDigest(answer);
  const token = await anonymousToken(reader, image);
  if (token === undefined) return 'unreadable';
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  return readManifestDigest(await ask(reader, { ...request, headers }));
}

/** The token that a registry with anonymous pull gives to everybody. */
async function anonymousToken(
  reader: PublicReader,
  { server, repository }: ImageReference,
): Promise<string | undefined> {
  const query = new URLSearchParams({ service: server, scope: `repository:${repository}:pull` });
  const answer = await ask(reader, {
    url: `https://${server}/oauth2/token?${query.toString()}`,
    timeoutMs: TIMEOUT_MS,
  });
  if (answer?.status !== 200) return undefined;
  try {
    return accessSchema.safeParse(JSON.parse(answer.body)).data?.access_token;
  } catch {
    return undefined;
  }
}

/** Undefined when there was no answer. */
function ask({ http }: PublicReader, request: HttpRequest): Promise<HttpAnswer | undefined> {
  return http(request).catch(() => undefined);
}
