import { idOf, shaOf, timeOf } from './ids.ts';
import { fullNameOf } from './state.ts';
import type { Comment, PullRequest, Repository, State, WorkflowRun } from './state.ts';

/** Fields of which the rest has defaults. */
export interface NewPullRequest extends Partial<Omit<PullRequest, 'number' | 'head' | 'base'>> {
  readonly number: number;
  /** Where its branch is. Default: in the repository itself. Dependabot's are there too, with its own author. */
  readonly from?: 'branch' | 'fork' | 'dependabot';
  /** Default: the default branch, and a commit that stands for it. */
  readonly base?: Partial<PullRequest['base']>;
  readonly head?: Partial<PullRequest['head']>;
}

const AUTHORS = { branch: 'octocat', fork: 'mona', dependabot: 'dependabot[bot]' } as const;
const REFS = {
  branch: 'better-model',
  fork: 'better-model',
  dependabot: 'dependabot/pip/scikit-learn-1.7.2',
} as const;

/** A new repository; `fullName` is owner/name. */
export function createRepository(fullName: string, settings: Partial<Repository> = {}): Repository {
  const [owner = '', name = ''] = fullName.split('/');
  if (owner === '' || name === '') throw new Error(`'${fullName}' is not of the form owner/name`);
  const id = idOf('repository', fullName);
  return { owner, name, id, ownerType: 'Organization', defaultBranch: 'main', private: false, ...settings };
}

/** The commit that a branch has until tests give it another one. */
export function headOf(branch: string): string {
  return shaOf(`commit on ${branch}`);
}

/** A pull request as `git push` and a click make it. */
export function createPullRequest(
  repository: Repository,
  fields: NewPullRequest,
  now = Date.now(),
): PullRequest {
  const { number, from = 'branch', merged = false } = fields;
  const isDependabot = from === 'dependabot';
  const author = fields.author ?? AUTHORS[from];
  const createdAt = fields.createdAt ?? timeOf(now);
  const state = fields.state ?? (merged ? 'closed' : 'open');
  const closedAt = state === 'closed' ? createdAt : null;
  return {
    number,
    title: fields.title ?? (isDependabot ? 'Bump scikit-learn from 1.7.1 to 1.7.2' : 'Use the better model'),
    body: fields.body ?? null,
    author,
    state,
    merged,
    draft: fields.draft ?? false,
    locked: fields.locked ?? false,
    labels: fields.labels ?? (isDependabot ? ['dependencies'] : []),
    ...endsOf(repository, fields, author),
    mergeCommitSha: fields.mergeCommitSha ?? shaOf(`merge of ${number}`),
    createdAt,
    updatedAt: fields.updatedAt ?? createdAt,
    closedAt: fields.closedAt ?? closedAt,
  };
}

function endsOf(
  repository: Repository,
  { number, from = 'branch', head, base }: NewPullRequest,
  author: string,
): Pick<PullRequest, 'head' | 'base'> {
  const ref = head?.ref ?? REFS[from];
  const baseRef = base?.ref ?? repository.defaultBranch;
  const home = from === 'fork' ? `${author}/${repository.name}` : fullNameOf(repository);
  return {
    head: { ref, sha: headOf(`${ref} of #${number}`), repository: home, ...head },
    base: { ref: baseRef, sha: headOf(baseRef), ...base },
  };
}

/** What a comment is made of; the rest is GitHub's. */
export type NewComment = Pick<Comment, 'issue' | 'author' | 'body'>;

/** Adds a comment; ids grow, as GitHub's do. */
export function addComment(state: State, comment: NewComment, now: number): Comment {
  const at = timeOf(now);
  const added = { ...comment, id: nextId(state.comments, 2_100_000_001), createdAt: at, updatedAt: at };
  state.comments.push(added);
  return added;
}

/** The id after the greatest one. */
export function nextId(items: readonly { readonly id: number }[], first: number): number {
  return items.reduce((next, { id }) => Math.max(next, id + 1), first);
}

/** A run of the workflow that deploys. */
export function createRun(
  run: Partial<WorkflowRun> & { readonly id: number },
  now = Date.now(),
): WorkflowRun {
  return {
    name: 'Deploy',
    path: '.github/workflows/deploy.yml',
    event: 'push',
    branch: 'main',
    sha: headOf('main'),
    actor: 'octocat',
    status: 'in_progress',
    conclusion: null,
    number: 42,
    attempt: 1,
    createdAt: timeOf(now),
    ...run,
  };
}
