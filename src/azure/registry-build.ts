import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { BuildRequest, BuildRun, Mask } from '../image/types.ts';
import { failure } from '../findings.ts';
import type { ArmAnswer } from './arm.ts';
import { AzureError } from './azure-error.ts';
import type { AzureConnection } from './connection.ts';
import type { RegistryResource } from './registry-resource.ts';
import { readShape } from './shapes.ts';
import { toStorageError } from './storage-error.ts';
import { storageRetries } from './storage-retries.ts';

/** What `az acr build` sends. Source: `Azure/azure-cli:src/azure-cli/azure/cli/command_modules/acr/build.py`. */
const TASKS_API = '2019-06-01-preview';
/** Seconds a build may run: the service's default. It allows 300 to 28,800. */
const BUILD_TIMEOUT_S = 3600;
/** Cores of the build machine: what every tier of registry offers. */
const BUILD_CPU = 2;
/** Bytes of a block and blocks on their way at once: the fastest of those measured against a null server. */
const BLOCK_BYTES = 8 << 20;
const BLOCKS_AT_ONCE = 4;

const uploadSchema = z.object({ uploadUrl: z.url(), relativePath: z.string().min(1) });
const runSchema = z.object({
  properties: z.object({
    runId: z.string().min(1),
    status: z.string().min(1),
    runErrorMessage: z.string().nullish(),
    outputImages: z
      .array(z.object({ repository: z.string(), tag: z.string().nullish(), digest: z.string().nullish() }))
      .nullish(),
  }),
});

/** Uploads a build context in blocks and returns where it lies, as scheduleRun wants it. */
export async function uploadSource(
  connection: AzureConnection,
  registry: RegistryResource,
  archive: Readable,
  mask: Mask,
): Promise<string> {
  const doing = `upload the build context to ${registry.server}`;
  const path = `${registry.id}/listBuildSourceUploadUrl`;
  const answer = await connection.arm({ method: 'POST', path, apiVersion: TASKS_API, doing });
  const { uploadUrl, relativePath } = readShape(uploadSchema, answer, 'the upload of a build context');
  maskSas(uploadUrl, mask);
  const { BlockBlobClient } = await import('@azure/storage-blob');
  await watched(archive, doing, () =>
    new BlockBlobClient(uploadUrl, undefined, { retryOptions: storageRetries() }).uploadStream(
      archive,
      BLOCK_BYTES,
      BLOCKS_AT_ONCE,
    ),
  );
  return relativePath;
}

/** A signed URL is a secret, and so is its signature alone. */
export function maskSas(url: string, mask: Mask): void {
  const { search, searchParams } = new URL(url);
  mask(url);
  if (search !== '') mask(search.slice(1));
  const signature = searchParams.get('sig');
  if (signature) for (const form of [signature, encodeURIComponent(signature)]) mask(form);
}

/** The archive's own error (a file that changed) says more than the upload's that follows from it. */
async function watched(archive: Readable, doing: string, upload: () => Promise<unknown>): Promise<void> {
  let own: Error | undefined;
  archive.once('error', (caught) => (own = caught));
  try {
    await upload();
  } catch (caught) {
    throw own ?? toStorageError(doing, caught);
  } finally {
    archive.destroy();
  }
}

/** Queues a quick build. */
export async function startBuild(
  connection: AzureConnection,
  registry: RegistryResource,
  request: BuildRequest,
): Promise<BuildRun> {
  const doing = `start a build in the registry ${registry.name}`;
  const path = `${registry.id}/scheduleRun`;
  try {
    const answer = await connection.arm({
      method: 'POST',
      path,
      apiVersion: TASKS_API,
      body: requestBody(request),
      doing,
    });
    return toRun(answer);
  } catch (caught) {
    throw notPermitted(caught, registry);
  }
}

function requestBody({ source, imageName, dockerfile }: BuildRequest): object {
  return {
    type: 'DockerBuildRequest',
    imageNames: [imageName],
    isPushEnabled: true,
    sourceLocation: source,
    dockerFilePath: dockerfile,
    platform: { os: 'Linux', architecture: 'amd64' },
    timeout: BUILD_TIMEOUT_S,
    agentConfiguration: { cpu: BUILD_CPU },
    credentials: { sourceRegistry: { loginMode: 'Default' } },
  };
}

/** Free subscriptions have no quick builds. Source: Azure-Samples/azure-search-openai-demo issue 2592. */
function notPermitted(caught: unknown, registry: RegistryResource): unknown {
  if (!(caught instanceof AzureError) || caught.code !== 'TasksOperationsNotAllowed') return caught;
  return failure(
    `The registry ${registry.name} may not build images (TasksOperationsNotAllowed): free subscriptions have no builds.`,
    {
      remedy:
        'Build the image with Docker in an earlier step of the workflow, push it, and name it with the input image.',
      azure: {
        code: caught.code,
        ...(caught.facts.correlationId && { correlationId: caught.facts.correlationId }),
      },
    },
  );
}

/** Asks how a build is. */
export async function pollBuild(
  connection: AzureConnection,
  registry: RegistryResource,
  runId: string,
): Promise<BuildRun> {
  const doing = `read the build ${runId} of the registry ${registry.name}`;
  return toRun(
    await connection.arm({
      path: `${registry.id}/runs/${runId}`,
      apiVersion: TASKS_API,
      doing,
    }),
  );
}

/** Ends a build. */
export async function cancelBuild(
  connection: AzureConnection,
  registry: RegistryResource,
  runId: string,
): Promise<void> {
  const doing = `cancel the build ${runId} of the registry ${registry.name}`;
  await connection.arm({
    method: 'POST',
    path: `${registry.id}/runs/${runId}/cancel`,
    apiVersion: TASKS_API,
    doing,
  });
}

function toRun(answer: ArmAnswer): BuildRun {
  const { runId, status, runErrorMessage, outputImages } = readShape(runSchema, answer, 'a build').properties;
  const images = (outputImages ?? []).flatMap(({ repository, tag, digest }) =>
    tag && digest ? [{ repository, tag, digest }] : [],
  );
  return { id: runId, status, images, ...(runErrorMessage && { message: runErrorMessage }) };
}

/** URL of a build's log. It is a secret: mask it. */
export async function logUrl(
  connection: AzureConnection,
  registry: RegistryResource,
  runId: string,
): Promise<string> {
  const doing = `read the log of the build ${runId}`;
  const path = `${registry.id}/runs/${runId}/listLogSasUrl`;
  const answer = await connection.arm({ method: 'POST', path, apiVersion: TASKS_API, doing });
  return readShape(z.object({ logLink: z.url() }), answer, 'the log of a build').logLink;
}
