/** What the parts of the local Azure share. */

/** A request as it came over TLS. */
export interface WireRequest {
  readonly method: string;
  /** With the public host name the client used. */
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer. Objects are sent as JSON, Buffers as they are, undefined as an empty body. */
export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One resource provider of Resource Manager. Returns undefined for a path it does not know (ARM then answers 404). */
export interface Provider {
  /** Such as Microsoft.ContainerInstance; compared without case. */
  readonly namespace: string;
  handle(request: WireRequest): Promise<WireAnswer | undefined>;
  stop?(): Promise<void>;
}

/** Images that quick builds made and that container groups run. Implemented in local-azure/images/. */
export interface ImageStore {
  /** Plays a Docker build of an uploaded context: places files, reads ENV, WORKDIR, USER, CMD; does not execute RUN. */
  build(request: {
    /** Path of the tar.gz on disk. */
    readonly contextFile: string;
    readonly dockerFilePath: string;
    /** repository:tag */
    readonly imageNames: readonly string[];
    /** Login server, such as mlregistry.azurecr.io. */
    readonly server: string;
    /** Takes the lines of the build log. */
    readonly write: (line: string) => void;
  }): Promise<{ readonly ok: boolean; readonly digest?: string }>;
  /** Looks an image up by tag or digest. */
  find(
    server: string,
    repository: string,
    reference: string,
  ): { readonly digest: string; readonly manifest: unknown } | undefined;
  /** Deletes a repository. What it had; undefined: there is none. */
  remove(
    server: string,
    repository: string,
  ): { readonly digests: readonly string[]; readonly tags: readonly string[] } | undefined;
  /** A new push to a tag of a public image, such as mcr.microsoft.com/azureml/x:latest: it has another digest, and the old one stays. */
  moveTag(image: string): void;
}

/** Where a container group really listens. */
export interface RuntimeAddress {
  readonly host: string;
  readonly port: number;
}

/** Running container groups, as the proxy needs to know them. Implemented in local-azure/containers/. */
export interface ContainerNetwork {
  /** For a group's FQDN or IP address and a public port. Undefined: nothing of ours has that name. */
  locate(host: string, port: number): RuntimeAddress | undefined;
}

/** One exchange with Resource Manager, kept for the contract checks of the tests. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly host: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined. */
  readonly requestBody?: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a client needs to reach a started local Azure. */
export interface LocalAzureInfo {
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
  /** Login server of the workspace's registry. */
  readonly registry: string;
  readonly location: string;
  /** What a client must export: HTTPS_PROXY, HTTP_PROXY, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE. */
  readonly env: Readonly<Record<string, string>>;
  /** The runner's OIDC endpoint: ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
  readonly oidcEnv: Readonly<Record<string, string>>;
  /** Where faults are switched on; only when the control interface was asked for. */
  readonly controlUrl?: string;
}
