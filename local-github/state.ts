/** What a local GitHub knows: plain data that tests write and read at any time. Times are ISO 8601 in seconds, UTC. */
export interface State {
  readonly repository: Repository;
  readonly pulls: Map<number, PullRequest>;
  /** On issues and pull requests, in the order they were made. */
  readonly comments: Comment[];
  /** In the order they were made. */
  readonly deployments: Deployment[];
  /** By name. */
  readonly branches: Map<string, Branch>;
  /** Commits of tags, by name. */
  readonly tags: Map<string, string>;
  /** Contents by ref: the name of a branch or tag, a commit, or refs/pull/<number>/merge. Paths are relative, with slashes. */
  readonly files: Map<string, Readonly<Record<string, string | Uint8Array>>>;
  /** Workflow runs by id. */
  readonly runs: Map<number, WorkflowRun>;
  /**
   * Checks that are not done on any commit. The job that runs is one of them, so that a deployment which does not turn
   * required_contexts off is refused, as in a workflow.
   */
  readonly pendingChecks: Set<string>;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  readonly ownerType: 'Organization' | 'User';
  defaultBranch: string;
  private: boolean;
}

export interface PullRequest {
  readonly number: number;
  title: string;
  body: string | null;
  /** Login. */
  author: string;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  locked: boolean;
  labels: readonly string[];
  /** Repository: owner/name; null when the fork was deleted. */
  head: { readonly ref: string; readonly sha: string; readonly repository: string | null };
  base: { readonly ref: string; readonly sha: string };
  /** The test merge while it is open, the merge commit afterwards. */
  mergeCommitSha: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

export interface Comment {
  readonly id: number;
  /** Number of the issue or pull request. */
  readonly issue: number;
  /** Login. */
  readonly author: string;
  body: string;
  createdAt: string;
  updatedAt: string;
}

export const DEPLOYMENT_STATES = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const;
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number];

export interface Deployment {
  readonly id: number;
  readonly ref: string;
  readonly sha: string;
  readonly task: string;
  readonly payload: unknown;
  readonly originalEnvironment: string;
  environment: string;
  readonly description: string | null;
  readonly creator: string;
  readonly transient: boolean;
  readonly production: boolean;
  readonly createdAt: string;
  updatedAt: string;
  /** In the order they were made. */
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: DeploymentState;
  readonly description: string;
  readonly environment: string;
  readonly environmentUrl: string;
  readonly logUrl: string;
  readonly creator: string;
  readonly createdAt: string;
}

export interface Branch {
  readonly sha: string;
  readonly protected?: boolean;
  /** The default branch has commits that it lacks: a deployment with auto_merge merges them first. */
  readonly behind?: boolean;
}

export interface WorkflowRun {
  readonly id: number;
  readonly name: string;
  /** Such as .github/workflows/deploy.yml */
  readonly path: string;
  readonly event: string;
  readonly branch: string | null;
  readonly sha: string;
  /** Login. */
  readonly actor: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out' | null;
  readonly number: number;
  readonly attempt: number;
  readonly createdAt: string;
  /** Its pull request, when it is of the same repository. */
  readonly pull?: number;
}

/** owner/name */
export function fullNameOf({ owner, name }: Pick<Repository, 'owner' | 'name'>): string {
  return `${owner}/${name}`;
}
