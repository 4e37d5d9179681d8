/** What the workspace knows. Names are compared with case, as the service does. */

/** A registered model version. */
export interface ModelVersion {
  readonly name: string;
  readonly version: string;
  /** ISO time. "Latest" is the version created last. */
  readonly createdAt: string;
  readonly modelUri: string | null;
  readonly modelType: string;
  readonly isArchived: boolean;
  readonly isAnonymous: boolean;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
}

/** A datastore of the workspace. */
export interface Datastore {
  readonly name: string;
  readonly datastoreType: 'AzureBlob' | 'AzureFile' | 'AzureDataLakeGen2';
  /** Container, file share or file system. */
  readonly container: string;
  readonly isDefault: boolean;
}

export interface MlStore {
  readonly datastores: readonly Datastore[];
  /** Every version of one name, or of all; in the order of registration. */
  versions(name?: string): readonly ModelVersion[];
  add(model: ModelVersion): void;
}

/** Container of workspaceartifactstore. */
export const ARTIFACT_CONTAINER = 'azureml';

/** Container of workspaceblobstore. Its name carries the workspace's GUID. */
export function blobstoreContainer(workspaceGuid: string): string {
  return `azureml-blobstore-${workspaceGuid}`;
}

/** A workspace with the datastores that every new one has. */
export function createMlStore(workspaceGuid: string): MlStore {
  const models = new Map<string, ModelVersion[]>();
  return {
    datastores: [
      {
        name: 'workspaceblobstore',
        datastoreType: 'AzureBlob',
        container: blobstoreContainer(workspaceGuid),
        isDefault: true,
      },
      {
        name: 'workspaceartifactstore',
        datastoreType: 'AzureBlob',
        container: ARTIFACT_CONTAINER,
        isDefault: false,
      },
      {
        name: 'workspacefilestore',
        datastoreType: 'AzureFile',
        container: `azureml-filestore-${workspaceGuid}`,
        isDefault: false,
      },
    ],
    versions: (name) => (name === undefined ? [...models.values()].flat() : (models.get(name) ?? [])),
    add: (model) => {
      const others = (models.get(model.name) ?? []).filter((other) => other.version !== model.version);
      models.set(model.name, [...others, model]);
    },
  };
}
