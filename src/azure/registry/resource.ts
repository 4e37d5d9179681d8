import { z } from 'zod';
import { failure } from '../../findings.ts';
import type { ArmAnswer } from '../arm.ts';
import type { AzureConnection } from '../connection.ts';
import { isStatus } from '../azure-error.ts';
import { readShape } from '../shapes.ts';

/** Source: `Azure/azure-rest-api-specs:specification/containerregistry/resource-manager/Microsoft.ContainerRegistry`. */
export const REGISTRY_API = '2023-07-01';

/** Where the run gets its registry from. */
export interface RegistryChoice {
  /** The `registry` input: a name, a login server or an ARM id. It wins. */
  readonly server?: string | undefined;
  /** ARM id of the workspace's registry. */
  readonly id?: string | undefined;
}

/** What Resource Manager says of a registry. */
export interface RegistryResource {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** Login server. */
  readonly server: string;
  readonly adminUser: boolean;
  readonly anonymousPull: boolean;
  /** False: tokens for Resource Manager are refused, the registry wants its own audience. */
  readonly takesArmTokens: boolean;
}

const resourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  properties: z.object({
    loginServer: z.string().toLowerCase(),
    adminUserEnabled: z.boolean().optional(),
    anonymousPullEnabled: z.boolean().optional(),
    policies: z
      .object({ azureADAuthenticationAsArmPolicy: z.object({ status: z.string().optional() }).optional() })
      .optional(),
  }),
});

const listSchema = z.object({ value: z.array(resourceSchema), nextLink: z.string().nullish() });

/**
 * Finds the registry in Azure.
 * @throws ActionError when there is none, or AzureError when Azure refuses to say.
 */
export async function findRegistry(
  connection: AzureConnection,
  choice: RegistryChoice,
): Promise<RegistryResource> {
  const { server, id } = choice;
  if (server?.startsWith('/')) return getRegistry(connection, server, 'registry');
  if (server !== undefined) return searchRegistry(connection, server);
  if (id !== undefined) return getRegistry(connection, id);
  throw failure(
    'The workspace has no container registry yet: Azure ML makes it with the first image it builds.',
    {
      input: 'registry',
      remedy:
        'Set `registry:` to the name of an Azure container registry, or name a ready image with `image:`.',
    },
  );
}

async function getRegistry(
  connection: AzureConnection,
  id: string,
  input?: string,
): Promise<RegistryResource> {
  const doing = `read the container registry ${nameIn(id)}`;
  try {
    const answer = await connection.arm({ path: id, apiVersion: REGISTRY_API, doing });
    return toResource(readShape(resourceSchema, answer, `the registry ${nameIn(id)}`));
  } catch (caught) {
    if (!isStatus(caught, 404)) throw caught;
    throw failure(`The container registry ${nameIn(id)} does not exist (${id}).`, {
      input: input ?? 'registry',
      remedy: input
        ? 'Correct its id.'
        : 'The workspace names it, but it was deleted: set `registry:` to another one.',
    });
  }
}

/** By name or login server, in the whole subscription: the input does not say the resource group. */
async function searchRegistry(connection: AzureConnection, wanted: string): Promise<RegistryResource> {
  const all = await listRegistries(connection);
  const text = wanted.toLowerCase();
  const found = all.find((registry) => registry.name.toLowerCase() === text || registry.server === text);
  if (found) return found;
  const names = all.map((registry) => registry.name).join(', ');
  throw failure(
    `There is no container registry ${JSON.stringify(wanted)} in the subscription ${connection.subscriptionId}.`,
    {
      input: 'registry',
      remedy: `${names ? `Registries that this run can see: ${names}.` : 'This run can see no registry there.'} For one of another subscription write its full resource id; to see one, this run needs the role Reader on it.`,
    },
  );
}

async function listRegistries(connection: AzureConnection): Promise<readonly RegistryResource[]> {
  const doing = `list the container registries of the subscription ${connection.subscriptionId}`;
  const found: RegistryResource[] = [];
  let next: string | undefined =
    `/subscriptions/${connection.subscriptionId}/providers/Microsoft.ContainerRegistry/registries`;
  for (let first = true; next !== undefined; first = false) {
    const answer: ArmAnswer = await connection.arm({
      path: next,
      doing,
      ...(first && { apiVersion: REGISTRY_API }),
    });
    const page = readShape(listSchema, answer, 'the container registries of the subscription');
    found.push(...page.value.map(toResource));
    next = page.nextLink ?? undefined;
  }
  return found;
}

function toResource({ id, name, location, properties }: z.infer<typeof resourceSchema>): RegistryResource {
  return {
    id,
    name,
    location,
    server: properties.loginServer,
    adminUser: properties.adminUserEnabled ?? false,
    anonymousPull: properties.anonymousPullEnabled ?? false,
    takesArmTokens:
      properties.policies?.azureADAuthenticationAsArmPolicy?.status?.toLowerCase() !== 'disabled',
  };
}

function nameIn(id: string): string {
  return id.split('/').at(-1) ?? id;
}
