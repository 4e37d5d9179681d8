import { z } from 'zod';
import type { TagLookup } from '../image/types.ts';
import type { HttpAnswer, HttpRequest } from '../http.ts';
import type { AzureConnection } from './connection.ts';

/** Milliseconds for one request to the registry. */
const TIMEOUT_MS = 30_000;
/** Audience of registries that refuse Resource Manager's tokens; the same in every cloud. Source: https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm */
const REGISTRY_SCOPE = 'https://containerregistry.azure.net/.default';
/** Kinds of manifests, newest first: without them the registry answers in a form of its own choice. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const refreshSchema = z.object({ refresh_token: z.string().min(1) });
const accessSchema = z.object({ access_token: z.string().min(1) });
const digestSchema = z.string().regex(/^sha256:[a-f0-9]{64}$/);

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
  const token = await pullToken(connection, registry, repository);
  if (token === undefined) return 'unreadable';
  const answer = await ask(connection, {
    url: `https://${registry.server}/v2/${repository}/manifests/${reference}`,
    method: 'HEAD',
    headers: { accept: MANIFESTS, authorization: `Bearer ${token}` },
    timeoutMs: TIMEOUT_MS,
  });
  if (answer?.status === 404) return 'absent';
  const digest = digestSchema.safeParse(answer?.headers['docker-content-digest']);
  return answer?.status === 200 && digest.success ? { digest: digest.data } : 'unreadable';
}

async function pullToken(
  { credential, cloud, ...connection }: AzureConnection,
  { server, takesArmTokens }: RegistryDataPlane,
  repository: string,
): Promise<string | undefined> {
  const entra = await credential.getToken(
    takesArmTokens ? `${cloud.resourceManager}/.default` : REGISTRY_SCOPE,
  );
  if (!entra) return undefined;
  const exchange = { grant_type: 'access_token', service: server, access_token: entra.token };
  const refresh = await post(connection, `https://${server}/oauth2/exchange`, exchange, refreshSchema);
  if (!refresh) return undefined;
  const scope = `repository:${repository}:pull`;
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
