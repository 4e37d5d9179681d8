/** The service of a pull request: a service of its own beside the one that the pull request would change. */
export interface Preview {
  /** Name of the service that the pull request would change: the input `name`. */
  readonly base: string;
  /** Name of that service's container group, where the input container-group-name gives it. */
  readonly baseGroupName?: string;
  /** Name of the preview's own service. */
  readonly name: string;
  /** owner/name of the pull request's repository. */
  readonly repository: string;
  /** Number of the pull request. */
  readonly number: number;
  /** Full SHA of the pull request's head: what a reviewer sees, where the run's own commit is a merge made for it. */
  readonly commit: string;
}

/** Value of the tag `preview`: what a preview belongs to. Nothing is deleted whose tag is not exactly this. */
export function previewTag({ repository, number }: Pick<Preview, 'repository' | 'number'>): string {
  return `${repository}#${number}`;
}
