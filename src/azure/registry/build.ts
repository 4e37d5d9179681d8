import { z } from 'zod';
import type { BuildRequest, BuildRun, StartedBuild } from '../../image/types.ts';
import { FINAL_BUILD_STATES } from '../../image/types.ts';
import { failure } from '../../findings.ts';
import type { ArmAnswer } from '../arm.ts';
import { AzureError } from '../azure-error.ts';
import type { AzureConnection } from '../connection.ts';
import type { RegistryResource } from './resource.ts';
import { readShape } from '../shapes.ts';

/** What `az acr build` sends. Source: `Azure/azure-cli:src/azure-cli/azure/cli/command_modules/acr/build.py`. */
export const TASKS_API = '2019-06-01-preview';
/** Seconds a build may run: the service's default. It allows 300 to 28,800. */
const BUILD_TIMEOUT_S = 3600;
/** Cores of the build machine: what every tier of registry offers. */
const BUILD_CPU = 2;
/** Runs that are looked through for one whose answer was lost. The list begins with the newest. */
const NEWEST = 20;
const QUICK_BUILD = 'QuickBuild';

const runSchema = z.object({
  properties: z.object({
    runType: z.string().nullish(),
    createTime: z.string().nullish(),
    runId: z.string().min(1),
    status: z.string().min(1),
    runErrorMessage: z.string().nullish(),
    outputImages: z
      .array(z.object({ repository: z.string(), tag: z.string().nullish(), digest: z.string().nullish() }))
      .nullish(),
  }),
});

type RunProperties = z.infer<typeof runSchema>['properties'];

/**
 * Queues a quick build. When the answer is lost, the runs of the registry are looked through before it is asked again:
 * a second build would cost as much as the first.
 */
export async function startBuild(
  connection: AzureConnection,
  registry: RegistryResource,
  request: BuildRequest,
  others: readonly string[],
): Promise<StartedBuild> {
  let found: StartedBuild | undefined;
  try {
    const answer = await connection.arm({
      method: 'POST',
      path: `${registry.id}/scheduleRun`,
      apiVersion: TASKS_API,
      body: requestBody(request),
      doing: `start a build in the registry ${registry.name}`,
      lookFor: async () => {
        found = await findStarted(connection, registry, request, others);
        return found && { status: 200, headers: {}, body: undefined };
      },
    });
    return found ?? toRun(answer);
  } catch (caught) {
    throw notPermitted(caught, registry);
  }
}

/**
 * A run that may be the one whose answer was lost: one that has built the image, else the oldest that was started since
 * the upload and goes on. Source: `Azure/azure-rest-api-specs`, Microsoft.ContainerRegistry 2019-06-01-preview, Runs_List.
 */
async function findStarted(
  connection: AzureConnection,
  registry: RegistryResource,
  { source: { since }, imageName }: BuildRequest,
  others: readonly string[],
): Promise<StartedBuild | undefined> {
  if (since === undefined) return undefined;
  const runs = (await newestRuns(connection, registry)).filter(
    ({ runId, runType, createTime }) =>
      runType === QUICK_BUILD && Date.parse(createTime ?? '') >= since && !others.includes(runId),
  );
  const builds = runs.map(readRun);
  const found =
    builds.find(({ images }) => images.some(({ repository, tag }) => `${repository}:${tag}` === imageName)) ??
    builds.findLast(({ status }) => !FINAL_BUILD_STATES.includes(status));
  return found && { ...found, isFound: true };
}

/** Empty when they cannot be read. */
async function newestRuns(connection: AzureConnection, registry: RegistryResource): Promise<RunProperties[]> {
  try {
    const answer = await connection.arm({
      path: `${registry.id}/runs`,
      apiVersion: TASKS_API,
      query: { $top: String(NEWEST) },
      doing: `list the builds of the registry ${registry.name}`,
    });
    const { data } = z.object({ value: z.array(runSchema) }).safeParse(answer.body);
    return data?.value.map(({ properties }) => properties) ?? [];
  } catch (caught) {
    if (caught instanceof AzureError) return [];
    throw caught;
  }
}

function requestBody({ source, imageName, dockerfile }: BuildRequest): object {
  return {
    type: 'DockerBuildRequest',
    imageNames: [imageName],
    isPushEnabled: true,
    sourceLocation: source.path,
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
  return readRun(readShape(runSchema, answer, 'a build').properties);
}

function readRun({ runId, status, runErrorMessage, outputImages }: RunProperties): BuildRun {
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
