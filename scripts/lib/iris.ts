import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LocalAzureInfo } from '../../local-azure/types.ts';

/** The example, copied out of the repository. */
export interface Iris {
  /** What the runner has checked out. */
  readonly workspaceDirectory: string;
  /** Seed for the local Azure: models/<name>/<version>/<file>. */
  readonly workspaceSeed: string;
}

/** The model that is registered in the local Azure. */
const MODEL = { name: 'iris', version: '3', file: 'model/iris.json' };

/** Copies examples/iris into `folder` and makes a seed that holds its model. */
export async function prepareIris(root: string, folder: string): Promise<Iris> {
  const workspaceDirectory = join(folder, 'iris-service');
  await cp(join(root, 'examples', 'iris'), workspaceDirectory, { recursive: true });
  const workspaceSeed = join(folder, 'seed');
  const version = join(workspaceSeed, 'models', MODEL.name, MODEL.version);
  await mkdir(version, { recursive: true });
  await cp(join(workspaceDirectory, MODEL.file), join(version, basename(MODEL.file)));
  return { workspaceDirectory, workspaceSeed };
}

/** The `with:` of the example's workflow, for this local Azure. */
export function irisInputs(info: LocalAzureInfo, key: string): Record<string, string> {
  return {
    'client-id': info.clientId,
    'tenant-id': info.tenantId,
    'subscription-id': info.subscriptionId,
    'resource-group': info.resourceGroup,
    workspace: info.workspace,
    name: 'iris',
    models: `${MODEL.name}:${MODEL.version}`,
    'primary-key': key,
  };
}
