/** The service of a pull request: a service of its own beside the one that the pull request would change. */
export interface Preview {
  /** Name of the service that the pull request would change: the input `name`. */
  readonly base: string;
  /** Name of the preview's own service. */
  readonly name: string;
  /** owner/name of the pull request's repository. */
  readonly repository: string;
  /** Number of the pull request. */
  readonly number: number;
}

/** Value of the tag `preview`: what a preview belongs to. Nothing is deleted whose tag is not exactly this. */
export function previewTag({ repository, number }: Pick<Preview, 'repository' | 'number'>): string {
  return `${repository}#${number}`;
}
