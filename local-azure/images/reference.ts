/** Parts of an image reference such as mlregistry.azurecr.io/service/iris@sha256:… */
export interface Reference {
  readonly server: string;
  readonly repository: string;
  /** Tag, or digest when the reference has one. */
  readonly reference: string;
}

/** Splits a reference as Docker does: a first part with a dot, a colon or "localhost" is the registry, else it is Docker Hub. */
export function splitReference(image: string): Reference {
  const match =
    /^(?:([^/]*[.:][^/]*|localhost)\/)?([^@]+?)(?::([\w][\w.-]*))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image);
  const [, server, path = image, tag, digest] = match ?? [];
  const repository = server === undefined && !path.includes('/') ? `library/${path}` : path;
  return { server: server ?? 'docker.io', repository, reference: digest ?? tag ?? 'latest' };
}
