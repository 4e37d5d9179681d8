import { ActionError, error } from '../../findings.ts';
import { AzureError } from '../azure-error.ts';
import type { AzureConnection } from '../connection.ts';
import { explain } from '../explain.ts';
import { readShape, resourceGroupShape, workspaceShape } from '../shapes.ts';

/** Stable version of Microsoft.MachineLearningServices: https://learn.microsoft.com/azure/templates/microsoft.machinelearningservices */
export const ML_API_VERSION = '2024-04-01';
/** Stable version of Microsoft.Resources: https://learn.microsoft.com/azure/templates/microsoft.resources/resourcegroups */
const RESOURCES_API_VERSION = '2021-04-01';

/** An Azure ML workspace. */
export interface Workspace {
  /** ARM id. */
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** ARM id of its registry; absent until the workspace has built its first image. */
  readonly containerRegistry?: string;
  /** The workspace's own id, which ids of the form azureml://locations/… carry. */
  readonly guid?: string;
}

export interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly location: string;
}

/** ARM id of a workspace, without asking for it. Azure's own may differ from it in case. */
export function workspaceId({
  subscriptionId,
  resourceGroup,
  workspace,
}: {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
}): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
}

/**
 * Reads the workspace.
 * @throws ActionError when it does not exist (naming the input to check) or may not be read (naming the role).
 */
export async function getWorkspace(
  connection: AzureConnection,
  {
    resourceGroup,
    name,
    groupInput = 'workspace-resource-group',
  }: {
    readonly resourceGroup: string;
    readonly name: string;
    /** The input that named the resource group. */
    readonly groupInput?: string;
  },
): Promise<Workspace> {
  const group = groupPath(connection, resourceGroup);
  const path = `${group}/providers/Microsoft.MachineLearningServices/workspaces/${encodeURIComponent(name)}`;
  const doing = `read the workspace "${name}"`;
  const answer = await connection
    .arm({ path, apiVersion: ML_API_VERSION, doing })
    .catch((caught: unknown) => {
      throw explainAbsence(caught, {
        ResourceGroupNotFound: { ...groupAbsence(resourceGroup), input: groupInput },
        ResourceNotFound: {
          message: `The workspace "${name}" does not exist in the resource group "${resourceGroup}".`,
          input: 'workspace',
          remedy:
            'Check workspace, workspace-resource-group (by default resource-group) and subscription-id.',
        },
      });
    });
  const { id, location, properties } = readShape(workspaceShape, answer, `the workspace "${name}"`);
  return {
    id,
    name,
    location,
    ...(properties.containerRegistry && { containerRegistry: properties.containerRegistry }),
    ...(properties.workspaceId && { guid: properties.workspaceId }),
  };
}

/**
 * Reads the resource group.
 * @throws ActionError when it does not exist (naming the input to check) or may not be read (naming the role).
 */
export async function getResourceGroup(connection: AzureConnection, name: string): Promise<ResourceGroup> {
  const path = groupPath(connection, name);
  const doing = `read the resource group "${name}"`;
  const answer = await connection
    .arm({ path, apiVersion: RESOURCES_API_VERSION, doing })
    .catch((caught: unknown) => {
      throw explainAbsence(caught, { ResourceGroupNotFound: groupAbsence(name) });
    });
  const { id, location } = readShape(resourceGroupShape, answer, `the resource group "${name}"`);
  return { id, name, location };
}

function groupPath({ subscriptionId }: AzureConnection, name: string): string {
  return `/subscriptions/${encodeURIComponent(subscriptionId)}/resourceGroups/${encodeURIComponent(name)}`;
}

/** What a 404 means here. */
interface Absence {
  readonly message: string;
  readonly input: string;
  readonly remedy: string;
}

function groupAbsence(name: string): Absence {
  return {
    message: `The resource group "${name}" does not exist in the subscription.`,
    input: 'resource-group',
    remedy:
      'Check the name and subscription-id, or create it: az group create --name <name> --location <region>',
  };
}

/** Turns a 404 with one of these codes into an error that names the input; other refusals get their usual remedy. */
function explainAbsence(caught: unknown, absences: Readonly<Record<string, Absence>>): unknown {
  if (!(caught instanceof AzureError)) return caught;
  const absence = caught.status === 404 ? absences[caught.code] : undefined;
  if (!absence) return explain(caught);
  const { message, ...details } = absence;
  const [refusal] = caught.asActionError().findings;
  return new ActionError([error(message, { ...details, ...(refusal?.azure && { azure: refusal.azure }) })], {
    cause: caught,
  });
}
