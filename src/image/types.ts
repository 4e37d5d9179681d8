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
  /** aci-model-deploy/<service>, or aci-model-deploy/previews/<container group> */
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
  | {
      readonly kind: 'password';
      readonly server: string;
      readonly username: string;
      readonly password: string;
      /**
       * The registry's own admin user. Its password stays empty until something is written: it costs a call, and
       * it is no part of the revision.
       */
      readonly ofRegistry?: true;
    };

/** What a registry said about a tag. Unreadable: the right to read is missing, or the registry cannot be reached from here. */
export type TagLookup = { readonly digest: string } | 'absent' | 'unreadable';

/** What became of a repository that was to be deleted: gone, not there, or refused with this HTTP status (0: no answer). */
export type RepositoryRemoval = 'deleted' | 'absent' | { readonly status: number };

/** Takes a value that must never be shown. Call it before the value can appear anywhere. */
export type Mask = (secret: string) => void;

/** A build context that was uploaded. */
export interface BuildSource {
  /** Where it lies, as the registry wants it. */
  readonly path: string;
  /** When its upload began, by Azure's clock, in milliseconds; undefined when Azure did not say. */
  readonly since?: number;
}

/** A quick build that is wanted. */
export interface BuildRequest {
  readonly source: BuildSource;
  /** repository:tag */
  readonly imageName: string;
  /** Path in the context. */
  readonly dockerfile: string;
}

/** States of a run that ended. Before: Queued, Started, Running. */
export const FINAL_BUILD_STATES: readonly string[] = ['Succeeded', 'Failed', 'Canceled', 'Error', 'Timeout'];

/** A quick build in the registry. */
export interface BuildRun {
  readonly id: string;
  readonly status: string;
  readonly images: readonly { readonly repository: string; readonly tag: string; readonly digest: string }[];
  /** Why it failed, when the registry says so. */
  readonly message?: string;
}

/** A build that was asked for. */
export interface StartedBuild extends BuildRun {
  /**
   * The answer was lost, and this run was started since the upload. The registry does not tell what a run builds before
   * it has built it: whether it is the one is seen at its end.
   */
  readonly isFound?: true;
}

/** The next part of a build's log. */
export interface BuildLogPart {
  readonly bytes: Uint8Array;
  /** True when nothing more will be written. */
  readonly complete: boolean;
}

/** A container registry, as the image phase needs it. Implemented in src/azure/registry/registry.ts. */
export interface Registry {
  /** Login server, such as mlregistry.azurecr.io. */
  readonly server: string;
  /** ARM resource id. */
  readonly id: string;
  readonly location: string;
  /** True when everybody may pull without signing in. */
  readonly anonymousPull: boolean;
  /** Name of the admin user; undefined: it is switched off. */
  readonly adminUser: string | undefined;
  digestOf(repository: string, reference: string): Promise<TagLookup>;
  /** Bytes of an image as they are pulled, for people. Undefined when that cannot be read. */
  bytesOf(repository: string, digest: string): Promise<number | undefined>;
  /** Deletes a repository with all its images. Never throws. */
  deleteRepository(repository: string): Promise<RepositoryRemoval>;
  /** Undefined: the admin user is switched off. */
  adminCredential(): Promise<{ readonly username: string; readonly password: string } | undefined>;
  /** Uploads a build context. `archive` makes it, for each try. */
  uploadSource(archive: () => Readable, mask: Mask): Promise<BuildSource>;
  /** @param others Ids of runs that were found before and have proved to be others. */
  startBuild(request: BuildRequest, others: readonly string[]): Promise<StartedBuild>;
  pollBuild(runId: string): Promise<BuildRun>;
  /** Reads the log from this byte on. Empty while there is nothing new. */
  readBuildLog(runId: string, from: number, mask: Mask): Promise<BuildLogPart>;
  cancelBuild(runId: string): Promise<void>;
}
