import type {
  Capabilities,
  ContainerGroup,
  ContainerInstanceManagementClient,
  Usage,
} from '@azure/arm-containerinstance';
import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import type { AzureConnection } from '../connection.ts';
import { portalUrl } from '../clouds.ts';
import { isStatus } from '../azure-error.ts';
import type { Operation } from './operation.ts';
import { startOperation } from './operation.ts';
import { REQUEST_TIMEOUT_MS } from '../request-timeout.ts';
import { translateErrors } from './rest-error.ts';
import type { RetryTools } from '../retry.ts';
import { withRetry } from '../retry.ts';
import type { Call } from '../retry/types.ts';

/**
 * The container groups of one resource group. Every call throws AzureError when Azure refuses it. Reading and tagging
 * try again what may pass; a PUT and a DELETE are sent once, because what passes depends on what the run has done.
 */
export interface ContainerGroups {
  /** The group with its instance view; undefined when there is none of this name. */
  get(name: string): Promise<ContainerGroup | undefined>;
  /** All groups of the resource group, without any instance view: how they are, only {@link get} tells. */
  list(): Promise<readonly ContainerGroup[]>;
  /** Sends the whole desired state, once. Resolves when Azure has taken the request; the operation tells how it goes on. */
  startPut(name: string, group: ContainerGroup): Promise<Operation>;
  /**
   * The last `tail` lines of a container's log. Undefined when there is none to be had: the container has not
   * started yet, or the group is in transition.
   */
  logs(name: string, container: string, tail: number): Promise<string | undefined>;
  /** Asks for deletion, once. Resolves when Azure has taken the request, also when the group is absent. */
  delete(name: string): Promise<void>;
  /** Sets the tags of a group and nothing else: no container restarts. The map is the whole map, whether Azure merges or replaces. */
  tag(name: string, tags: Readonly<Record<string, string>>): Promise<void>;
  /** Cores and memory that a region offers, by operating system and kind of address. */
  capabilities(location: string): Promise<readonly Capabilities[]>;
  /** Quotas of the subscription in a region and how much of them is used. */
  usages(location: string): Promise<readonly Usage[]>;
  /** Portal page of a group. */
  portalUrl(name: string): string;
}

/** The SDK's requests have no end of their own: a connection that nobody answers would hold up the run for good. */
const requestTimeout: PipelinePolicy = {
  name: 'requestTimeout',
  sendRequest: (request, next) => {
    request.timeout = REQUEST_TIMEOUT_MS;
    return next(request);
  },
};

/**
 * Speaks to Microsoft.ContainerInstance (API 2023-05-01) through the stable SDK.
 *
 * @param tools Time and log for what is tried again.
 * @param transport Sends the requests; the SDK's own by default.
 */
export async function createContainerGroups(
  connection: AzureConnection,
  resourceGroup: string,
  tools: RetryTools,
  transport?: HttpClient,
): Promise<ContainerGroups> {
  const { ContainerInstanceManagementClient: Client } = await import('@azure/arm-containerinstance');
  const client = new Client(connection.credential, connection.subscriptionId, {
    endpoint: connection.cloud.resourceManager,
    userAgentOptions: { userAgentPrefix: 'aci-model-deploy' },
    // The SDK repeats no 429 without Retry-After, counts by status alone and tells nobody: retry.ts does it.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: requestTimeout, position: 'perCall' }],
    ...(transport && { httpClient: transport }),
  });
  return adapt(client, connection, resourceGroup, tools);
}

function adapt(
  client: ContainerInstanceManagementClient,
  connection: AzureConnection,
  resourceGroup: string,
  tools: RetryTools,
): ContainerGroups {
  const { containerGroups, containers, location: locations } = client;
  const idOf = (name: string): string =>
    `/subscriptions/${connection.subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
  const page = (name: string): string => portalUrl(connection.cloud, idOf(name));
  const calling = <T>(doing: string, name: string | undefined, call: () => Promise<T>): Promise<T> =>
    translateErrors({ doing, ...(name !== undefined && { portalUrl: page(name) }) }, call);
  const patiently = <T>(
    call: Call,
    doing: string,
    name: string | undefined,
    send: () => Promise<T>,
  ): Promise<T> => withRetry({ call }, () => calling(doing, name, send), tools);

  const get = (name: string): Promise<ContainerGroup | undefined> =>
    patiently('group', `read the container group ${name}`, name, () =>
      containerGroups.get(resourceGroup, name),
    ).catch(absentWhen((code) => code !== 'ResourceGroupNotFound', 404));

  return {
    get,
    list: () =>
      patiently('group', `list the container groups of ${resourceGroup}`, undefined, () =>
        collect(containerGroups.listByResourceGroup(resourceGroup)),
      ),
    startPut: (name, group) =>
      calling(`deploy the container group ${name}`, name, () =>
        startOperation(
          { arm: connection.arm, doing: `follow the deployment of ${name}`, read: () => get(name) },
          (onResponse) => containerGroups.beginCreateOrUpdate(resourceGroup, name, group, { onResponse }),
        ),
      ),
    logs: async (name, container, tail) => {
      const read = calling(`read the log of ${container}`, name, () =>
        containers.listLogs(resourceGroup, name, container, { tail }),
      );
      const logs = await read.catch(absentWhen(() => true, 404, 409));
      return logs?.content || undefined;
    },
    delete: async (name) => {
      await calling(`delete the container group ${name}`, name, () =>
        containerGroups.beginDelete(resourceGroup, name),
      );
    },
    tag: async (name, tags) => {
      await patiently('tag', `set the tags of the container group ${name}`, name, () =>
        containerGroups.update(resourceGroup, name, { tags: { ...tags } }),
      );
    },
    capabilities: (location) =>
      patiently('group', `read what Azure offers in ${location}`, undefined, () =>
        collect(locations.listCapabilities(location)),
      ),
    usages: (location) =>
      patiently('group', `read the quotas in ${location}`, undefined, () =>
        collect(locations.listUsage(location)),
      ),
    portalUrl: page,
  };
}

async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of pages) all.push(item);
  return all;
}

/** Makes an answer of "there is none" out of these statuses, where the error code agrees. */
function absentWhen(
  agrees: (code: string) => boolean,
  ...statuses: number[]
): (caught: unknown) => undefined {
  return (caught) => {
    if (statuses.some((status) => isStatus(caught, status) && agrees(caught.code))) return undefined;
    throw caught;
  };
}
