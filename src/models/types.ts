import type { Readable } from 'node:stream';
import type { Place } from '../findings.ts';

/** One line of the `models` input, taken apart. */
export type ModelReference =
  /** A model of the workspace. No version means the one created last. */
  | { readonly kind: 'registered'; readonly text: string; readonly name: string; readonly version?: string }
  /** A file or folder of the repository. Its version is 0, as v1 had it. */
  | { readonly kind: 'local'; readonly text: string; readonly name: string; readonly path: string };

/** One file of a model. */
export interface ModelFile {
  /** Path under `<name>/<version>/`: begins with the base name of the registered file or folder. Forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Changes when the content may have changed: `sha256:<hex>` of a local file, URL and ETag of a blob. Never a SAS. */
  readonly identity: string;
  /** Opens the content. Registered files stream from storage and are not kept. */
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
