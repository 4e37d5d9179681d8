import { z } from 'zod';
import type { RepositoryRemoval, TagLookup } from '../../image/types.ts';
import type { HttpAnswer, HttpRequest } from '../../http.ts';
import type { AzureConnection } from '../connection.ts';
import type { ManifestQuery } from './manifests.ts';
import { manifestRequest, readImageSize, readManifestDigest } from './manifests.ts';

/** Milliseconds for one request to the registry. */
const TIMEOUT_MS = 30_000;
/** Audience of registries that refuse Resource Manager's tokens; the same in every cloud. Source: https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm */
const REGISTRY_SCOPE = 'https://containerregistry.azure.net/.default';
/** Version of the registry's own API. */
const DATA_API = '2021-07-01';
const refreshSchema = z.object({ refresh_token: z.string().min(1) });
const accessSchema = z.object({ access_token: z.string().min(1) });

/** A registry's own API. */
export interface RegistryDataPlane {
  readonly server: string;
  readonly takesArmTokens: boolean;
}

/**
 * Asks the registry for the digest of a tag: Entra's token is exchanged for one of the registry's, and that for one
 * that may pull from this repository. Unreadable: a right is missing, or the registry cannot be reached from here.
 * Source: https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md
 */
export async function readDigest(
  connection: AzureConnection,
  registry: RegistryDataPlane,
  repository: string,
  reference: string,
): Promise<TagLookup> {
  const token = await accessToken(connection, registry, repository, 'pull');
  if (token === undefined) return 'unreadable';
  return readManifestDigest(
    await askForManifest(connection, registry, { repository, reference, method: 'HEAD' }, token),
  );
}

/** Bytes of an image as they are pulled. Undefined when that cannot be read, for whatever reason. */
export async function readImageBytes(
  connection: AzureConnection,
  registry: RegistryDataPlane,
  repository: string,
  digest: string,
): Promise<number | undefined> {
  const token = await accessToken(connection, registry, repository, 'pull');
  if (token === undefined) return undefined;
  const look = async (reference: string): Promise<ReturnType<typeof readImageSize>> => {
    const query = { repository, reference, method: 'GET' } as const;
    const answer = await askForManifest(connection, registry, query, token);
    return answer?.status === 200 ? readImageSize(json(answer.body)) : undefined;
  };
  const found = await look(digest);
  const image = found && 'digest' in found ? await look(found.digest) : found;
  return image && 'bytes' in image ? image.bytes : undefined;
}

function askForManifest(
  connection: AzureConnection,
  { server }: RegistryDataPlane,
  query: Pick<ManifestQuery, 'repository' | 'reference' | 'method'>,
  token: string,
): Promise<HttpAnswer | undefined> {
  const request = manifestRequest({ ...query, server, timeoutMs: TIMEOUT_MS });
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  return ask(connection, { ...request, headers });
}

/**
 * Deletes a repository with all its manifests and tags. It needs the right artifacts/delete, which AcrDelete has.
 * Source: `Azure/azure-rest-api-specs:specification/containerregistry/data-plane/Azure.ContainerRegistry/stable/2021-07-01`
 */
export async function deleteRepository(
  connection: AzureConnection,
  registry: RegistryDataPlane,
  repository: string,
): Promise<RepositoryRemoval> {
  const token = await accessToken(connection, registry, repository, 'delete');
  if (token === undefined) return { status: 401 };
  const answer = await ask(connection, {
    url: `https://${registry.server}/acr/v1/${repository}?api-version=${DATA_API}`,
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
    timeoutMs: TIMEOUT_MS,
  });
  if (answer?.status === 404) return 'absent';
  return answer?.status === 202 ? 'deleted' : { status: answer?.status ?? 0 };
}

/** A token of the registry's for one action on one repository; undefined where it gives none. */
async function accessToken(
  { credential, cloud, ...connection }: AzureConnection,
  { server, takesArmTokens }: RegistryDataPlane,
  repository: string,
  action: 'pull' | 'delete',
): Promise<string | undefined> {
  const entra = await credential.getToken(
    takesArmTokens ? `${cloud.resourceManager}/.default` : REGISTRY_SCOPE,
  );
  if (!entra) return undefined;
  const exchange = { grant_type: 'access_token', service: server, access_token: entra.token };
  const refresh = await post(connection, `https://${server}/oauth2/exchange`, exchange, refreshSchema);
  if (!refresh) return undefined;
  const scope = `repository:${repository}:${action}`;
  const grant = { grant_type: 'refresh_token', service: server, scope, refresh_token: refresh.refresh_token };
  return (await post(connection, `https://${server}/oauth2/token`, grant, accessSchema))?.access_token;
}

async function post<T>(
  connection: Pick<AzureConnection, 'http'>,
  url: string,
  form: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const answer = await ask(connection, {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: TIMEOUT_MS,
  });
  return answer?.status === 200 ? schema.safeParse(json(answer.body)).data : undefined;
}

/** Undefined when there was no answer: a registry behind a firewall is as unreadable as one that refuses. */
async function ask(
  { http }: Pick<AzureConnection, 'http'>,
  request: HttpRequest,
): Promise<HttpAnswer | undefined> {
  return http(request).catch(() => undefined);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
