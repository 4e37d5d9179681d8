import type { z } from 'zod';
import type { ActionError } from '../../findings.ts';
import { failure } from '../../findings.ts';
import type { RegisteredReference } from '../../models/types.ts';
import { isStatus } from '../azure-error.ts';
import type { AzureConnection } from '../connection.ts';
import { modelVersionShape, modelVersionsShape, readShape } from '../shapes.ts';
import type { Workspace } from './workspace.ts';
import { ML_API_VERSION } from './workspace.ts';

/** How many existing versions an error names. */
const VERSIONS_NAMED = 5;

/** A version of a model, as Resource Manager tells it. `name` is the version. */
export type ModelVersion = z.infer<typeof modelVersionShape>;

/**
 * Reads the version asked for, or the one created last: what `az ml` takes for @latest, which need not be the
 * highest number.
 * @throws ActionError for a model or version that does not exist, naming those that do; AzureError for refusals.
 */
export async function readVersion(
  connection: AzureConnection,
  workspace: Workspace,
  reference: RegisteredReference,
): Promise<ModelVersion> {
  const context = { connection, workspace };
  const { name, version } = reference;
  if (version === undefined) {
    const [newest] = await newestVersions(context, name, 1);
    if (newest) return newest;
    throw await unknownModel(context, reference);
  }
  const doing = `read the model "${name}:${version}"`;
  const path = `${modelPath(context, name)}/versions/${encodeURIComponent(version)}`;
  try {
    const answer = await context.connection.arm({ path, apiVersion: ML_API_VERSION, doing });
    return readShape(modelVersionShape, answer, `the model "${name}:${version}"`);
  } catch (caught) {
    throw isStatus(caught, 404) ? await unknownModel(context, reference) : caught;
  }
}

interface Context {
  readonly connection: AzureConnection;
  readonly workspace: Workspace;
}

function modelPath({ workspace }: Context, name: string): string {
  return `${workspace.id}/models/${encodeURIComponent(name)}`;
}

/** Newest first; archived versions are left out by Azure. Empty for a model that does not exist. */
async function newestVersions(
  context: Context,
  name: string,
  count: number,
): Promise<readonly ModelVersion[]> {
  try {
    const answer = await context.connection.arm({
      path: `${modelPath(context, name)}/versions`,
      apiVersion: ML_API_VERSION,
      query: { $orderBy: 'createdtime desc', $top: String(count) },
      doing: `list the versions of the model "${name}"`,
    });
    return readShape(modelVersionsShape, answer, `the versions of the model "${name}"`).value;
  } catch (caught) {
    if (isStatus(caught, 404)) return [];
    throw caught;
  }
}

async function unknownModel(context: Context, { name, version }: RegisteredReference): Promise<ActionError> {
  const where = `in the workspace "${context.workspace.name}"`;
  const existing = version === undefined ? [] : await newestVersions(context, name, VERSIONS_NAMED);
  if (existing.length === 0) {
    return failure(`The model "${name}" does not exist ${where}, or has only archived versions.`, {
      input: 'models',
      remedy:
        'Check the name (models are told apart by upper and lower case) and the workspace; see az ml model list.',
    });
  }
  const newest = existing.map((item) => item.name).join(', ');
  return failure(`The model "${name}" has no version "${version ?? ''}" ${where}.`, {
    input: 'models',
    remedy: `Its newest versions are: ${newest}. Write ${name} without a version for the newest.`,
  });
}
