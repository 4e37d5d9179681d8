import { ClientSecretCredential } from '@azure/identity';
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  proxyPolicy,
} from '@azure/core-rest-pipeline';
import type { LocalAzureInfo } from '../../../local-azure/types.ts';

/** What the test handed over. */
export interface Handed extends LocalAzureInfo {
  readonly [extra: string]: unknown;
}

export const info = JSON.parse(process.env['LOCAL_AZURE'] ?? '{}') as Handed;

const pipeline = createEmptyPipeline();
pipeline.addPolicy(proxyPolicy());
const client = createDefaultHttpClient();

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** The tests assert on what came: here it has no type. */
  readonly body: Json;
}

/** JSON as it comes: any key may be asked for, and may be absent. */
export type Json = { readonly [key: string]: Json | undefined } & string & readonly Json[];

/** One request through the Azure SDKs' pipeline, without retries. */
export async function call(
  method: 'GET' | 'POST' | 'HEAD' | 'DELETE',
  url: string,
  options: { token?: string; basic?: string; json?: unknown; form?: Record<string, string> } = {},
): Promise<Reply> {
  const body = bodyOf(options);
  const headers = createHttpHeaders({
    ...(options.token && { authorization: `Bearer ${options.token}` }),
    ...(options.basic && { authorization: `Basic ${Buffer.from(options.basic).toString('base64')}` }),
    ...(options.form && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(options.json !== undefined && { 'content-type': 'application/json' }),
  });
  const request = createPipelineRequest({
    url,
    method,
    headers,
    allowInsecureConnection: true,
    ...(body !== undefined && { body }),
  });
  const response = await pipeline.sendRequest(client, request);
  return { status: response.status, headers: response.headers.toJSON(), body: parse(response.bodyAsText) };
}

/** The credential of the service principal, made without any option. */
export const credential = new ClientSecretCredential(info.tenantId, info.clientId, info.clientSecret);

export async function armToken(): Promise<string> {
  return (await credential.getToken('https://management.azure.com/.default')).token;
}

export const groupPath = `/subscriptions/${info.subscriptionId}/resourceGroups/${info.resourceGroup}`;
export const workspacePath = `${groupPath}/providers/Microsoft.MachineLearningServices/workspaces/${info.workspace}`;
export const registryPath = `${groupPath}/providers/Microsoft.ContainerRegistry/registries/${info.registry.split('.')[0] ?? ''}`;

/** A call to Resource Manager. */
export async function arm(
  method: 'GET' | 'POST',
  path: string,
  version = '2024-04-01',
  json?: unknown,
): Promise<Reply> {
  const separator = path.includes('?') ? '&' : '?';
  const url = path.startsWith('https:')
    ? path
    : `https://management.azure.com${path}${separator}api-version=${version}`;
  return call(method, url, { token: await armToken(), ...(json !== undefined && { json }) });
}

/** What the test gets. */
export function report(result: object): void {
  process.stdout.write(JSON.stringify(result));
}

function bodyOf({ form, json }: { form?: Record<string, string>; json?: unknown }): string | undefined {
  if (form) return new URLSearchParams(form).toString();
  return json === undefined ? undefined : JSON.stringify(json);
}

function parse(text: string | null | undefined): Json {
  try {
    return JSON.parse(text ?? '') as Json;
  } catch {
    return (text ?? '') as Json;
  }
}
