import type { Readable } from 'node:stream';
import type { Finding, Place } from '../findings.ts';

/** A model of the workspace. No version means the one created last. */
export interface RegisteredReference {
  readonly kind: 'registered';
  /** As the user wrote it. */
  readonly text: string;
  readonly name: string;
  readonly version?: string;
  /** Where a long id says that the model lies. It must be the workspace of the run. */
  readonly scope?: ModelScope;
}

/** A file or folder of the repository. Its version is 0, as v1 had it. */
export interface LocalReference {
  readonly kind: 'local';
  /** As the user wrote it. */
  readonly text: string;
  readonly name: string;
  /** As written, relative to the repository. */
  readonly path: string;
}

/** One line of the `models` input, taken apart. */
export type ModelReference = RegisteredReference | LocalReference;

/** What a long id tells about the workspace of a model. Absent: the id does not say. */
export interface ModelScope {
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly workspace?: string;
  /** The workspace's own id, which ids of the form azureml://locations/… carry. */
  readonly workspaceGuid?: string;
}

/** One file of a model. */
export interface ModelFile {
  /** Path under `<name>/<version>/`: begins with the base name of the registered file or folder. Forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Changes when the content may have changed: `sha256:<hex>` of a local file, URL and ETag of a blob. Never a SAS. */
  readonly identity: string;
  /**
   * Opens the content. Registered files stream from storage and are not kept.
   * The stream fails rather than end short of `bytes`.
   */
  open(): Promise<Readable>;
}

/** A model with everything that the plan and the image need to know. */
export interface ResolvedModel {
  readonly name: string;
  readonly version: string;
  readonly source: 'registered' | 'local';
  /** Base name of the registered file or folder: the first part of every file's path. */
  readonly root: string;
  readonly files: readonly ModelFile[];
  /** Sum of the files. */
  readonly bytes: number;
  /** Where it lies, for people: modelUri or path in the repository. */
  readonly origin: string;
  readonly place?: Place;
}

/** A model that was found, with the warnings about it. */
export interface FoundModel {
  readonly model: ResolvedModel;
  readonly findings: readonly Finding[];
}

/** Where registered models come from. Implemented by src/azure/workspace/model-store.ts. */
export interface ModelStore {
  /**
   * Looks a registered model up and lists its files; nothing is downloaded.
   * @throws ActionError that says what is missing: the model, a right, the files.
   */
  find(reference: RegisteredReference): Promise<FoundModel>;
}
