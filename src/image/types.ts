import type { Readable } from 'node:stream';

/** One file of the build context. */
export interface ContextFile {
  /** Path in the context. Forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Changes when the content may have changed. See ModelFile.identity. */
  readonly identity: string;
  /** Model files are stored in the gzip stream, code is compressed. */
  readonly compress: boolean;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  open(): Promise<Readable>;
}

/** What would be built: pure data, known before anything is written. */
export interface ImageBuild {
  /** Login server, such as mlregistry.azurecr.io. */
  readonly server: string;
  /** aci-model-deploy/<service> */
  readonly repository: string;
  /** Hash of everything that goes in. */
  readonly tag: string;
  readonly dockerfile: string;
  readonly context: readonly ContextFile[];
}

/** An image as a container group names it. */
export interface ImageReference {
  /** Registry host; docker.io for a short name. */
  readonly server: string;
  readonly repository: string;
  readonly tag?: string;
  /** sha256:<64 hex> */
  readonly digest?: string;
}

/** How ACI signs in to the registry. Undefined where the image is public. */
export type PullCredential =
  | { readonly kind: 'identity'; readonly server: string; readonly identity: string }
  | { readonly kind: 'password'; readonly server: string; readonly username: string; readonly password: string };
