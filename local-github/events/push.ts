import { COMMITTED_AT, simpleCommitBody } from '../bodies/commit.ts';
import { repositoryBody } from '../bodies/repository.ts';
import { userBody } from '../bodies/user.ts';
import { headOf } from '../seed.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import { createEvent, DEFAULT_PLACE, MEMBER, organizationOf } from './event.ts';
import type { EventOptions, GitHubEvent, Place } from './event.ts';

/** What is pushed. */
export interface PushEventOptions extends EventOptions {
  /** Whole name. Default: the default branch. */
  readonly ref?: string;
  /** The commit that the ref has now. */
  readonly sha?: string;
  /** The commit that it had. */
  readonly before?: string;
}

const NO_COMMIT = '0'.repeat(40);

/** Event push of one commit. */
export function pushEvent(options: PushEventOptions = {}, place: Place = DEFAULT_PLACE): GitHubEvent {
  const { site, repository } = place;
  const ref = options.ref ?? `refs/heads/${repository.defaultBranch}`;
  const sha = options.sha ?? headOf(ref.replace(/^refs\/heads\//, ''));
  const isTag = ref.startsWith('refs/tags/');
  const before = options.before ?? (isTag ? NO_COMMIT : headOf(`${ref} before`));
  const actor = options.actor ?? MEMBER;
  const page = `${site.serverUrl}/${fullNameOf(repository)}`;
  const commit = pushedCommit(page, sha);
  const payload = {
    ref,
    before,
    after: sha,
    repository: pushedRepository(place),
    pusher: { name: actor, email: `${actor}@users.noreply.github.com` },
    ...organizationOf(place),
    sender: userBody(site, actor),
    created: before === NO_COMMIT,
    deleted: false,
    forced: false,
    base_ref: isTag ? `refs/heads/${repository.defaultBranch}` : null,
    compare: `${page}/compare/${before.slice(0, 12)}...${sha.slice(0, 12)}`,
    commits: isTag ? [] : [commit],
    head_commit: commit,
  };
  return createEvent(place, { name: 'push', payload, ref, sha, actor }, options);
}

function pushedCommit(page: string, sha: string): object {
  const person = { name: 'Octo Cat', email: 'octocat@github.com', username: MEMBER };
  return {
    ...simpleCommitBody(sha),
    distinct: true,
    url: `${page}/commit/${sha}`,
    author: person,
    committer: person,
    added: [],
    removed: [],
    modified: ['score.py'],
  };
}

/** A push has its repository in an older form: times in seconds since 1970, and the owner with a name. */
function pushedRepository(place: Place): object {
  const { site, repository } = place;
  const { owner, ownerType, defaultBranch } = repository;
  return {
    ...repositoryBody(site, repository),
    created_at: Date.parse('2024-01-15T09:00:00Z') / 1000,
    pushed_at: Date.parse(COMMITTED_AT) / 1000,
    owner: ownerBody(site, owner, ownerType),
    stargazers: 0,
    master_branch: defaultBranch,
    ...(ownerType === 'Organization' && { organization: owner }),
  };
}

function ownerBody(site: Site, owner: string, type: 'Organization' | 'User'): object {
  return { ...userBody(site, owner, type), name: owner, email: null };
}
