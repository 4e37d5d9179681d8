import pLimit from 'p-limit';
import type { Finding } from '../../findings.ts';
import { ActionError, failure, warning } from '../../findings.ts';
import type { Log } from '../../log.ts';
import { checkVersion } from '../../models/names.ts';
import { checkScope } from '../../models/scope.ts';
import type { FoundModel, ModelStore, RegisteredReference } from '../../models/types.ts';
import { AzureError } from '../azure-error.ts';
import type { BlobContainer, StoredFiles } from '../storage/blobs.ts';
import type { AzureConnection } from '../connection.ts';
import type { Datastores, OpenContainer } from './datastores.ts';
import { createDatastores } from './datastores.ts';
import { explain } from '../explain.ts';
import type { ModelLocation } from './model-uri.ts';
import { parseModelUri } from './model-uri.ts';
import type { ModelVersion } from './model-versions.ts';
import { readVersion } from './model-versions.ts';
import type { Workspace } from './workspace.ts';

/** Models whose blobs are listed at once. A storage account takes 20,000 requests a second. */
const CONCURRENT_LISTINGS = 32;

interface Context {
  readonly connection: AzureConnection;
  readonly workspace: Workspace;
  readonly datastores: Datastores;
  readonly limit: <T>(job: () => Promise<T>) => Promise<T>;
}

/** The registered models of a workspace, read over Resource Manager and Blob storage. */
export function createModelStore(
  connection: AzureConnection,
  workspace: Workspace,
  options: { readonly log?: Log; readonly open?: OpenContainer } = {},
): ModelStore {
  const datastores = createDatastores(connection, options.log, options.open);
  const context = { connection, workspace, datastores, limit: pLimit(CONCURRENT_LISTINGS) };
  return {
    find: async (reference) => {
      try {
        return await find(context, reference);
      } catch (caught) {
        throw caught instanceof AzureError ? explain(caught) : caught;
      }
    },
  };
}

async function find(context: Context, reference: RegisteredReference): Promise<FoundModel> {
  const elsewhere = checkScope(reference, context.workspace);
  if (elsewhere.length > 0) throw new ActionError(elsewhere);
  const { name: version, properties } = await readVersion(context.connection, context.workspace, reference);
  const badVersion = checkVersion(reference.text, version);
  if (badVersion) throw new ActionError([badVersion]);
  const label = `${reference.name}:${version}`;
  const origin = properties.modelUri ?? '';
  const stored = await readFiles(context, label, origin);
  const model = {
    name: reference.name,
    version,
    source: 'registered' as const,
    ...stored,
    bytes: stored.files.reduce((sum, file) => sum + file.bytes, 0),
    origin,
  };
  return { model, findings: remarks(label, properties) };
}

async function readFiles(context: Context, label: string, uri: string): Promise<StoredFiles> {
  const location = parseModelUri(uri, context.connection.cloud.storageSuffix);
  if (!location) throw unreadable(label, uri);
  const stored = await context.limit(async () => {
    const container = await openLocation(context, location);
    return listEither(container, location.path, `list the files of the model "${label}"`);
  });
  if (stored && stored.files.length > 0) return stored;
  const problem = stored ? 'is an empty folder' : 'has no files where it was registered';
  throw failure(`The model "${label}" ${problem}: ${uri}`, {
    input: 'models',
    remedy: 'The files were deleted or moved: register the model again.',
  });
}

function openLocation({ datastores, workspace }: Context, location: ModelLocation): Promise<BlobContainer> {
  if (location.kind === 'blob') return datastores.openUrl(location.container);
  return datastores.open(location.workspaceId ?? workspace.id, location.datastore);
}

/** Azure does not say whether a modelUri is percent-encoded: the path is tried as it is, then decoded. */
async function listEither(
  container: BlobContainer,
  path: string,
  doing: string,
): Promise<StoredFiles | undefined> {
  const decoded = decode(path);
  const stored = await container.list(path, doing);
  return stored ?? (decoded === path ? undefined : container.list(decoded, doing));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function unreadable(label: string, uri: string): ActionError {
  const what =
    uri === ''
      ? 'Azure does not tell where its files are'
      : `the Action cannot read from ${JSON.stringify(uri)}`;
  return failure(`The model "${label}" cannot be read: ${what}.`, {
    input: 'models',
    remedy:
      'Register its files again with `az ml model create --path <folder>`, ' +
      'or put them into the repository and name them here as ./path.',
  });
}

function remarks(label: string, { isArchived, properties }: ModelVersion['properties']): Finding[] {
  const findings: Finding[] = [];
  if (isArchived) {
    findings.push(
      warning(`The model "${label}" is archived; it is deployed all the same.`, {
        input: 'models',
        remedy: `Restore it (az ml model restore) or deploy a version in use.`,
      }),
    );
  }
  if (isTrue(properties?.['azureml.unpack']) || isTrue(properties?.['unpack'])) {
    findings.push(
      warning(
        `The model "${label}" is an archive that Azure ML would unpack; it is put into the image as it is.`,
        {
          input: 'models',
          remedy: 'Unpack it in init(), or register the unpacked folder.',
        },
      ),
    );
  }
  return findings;
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}
