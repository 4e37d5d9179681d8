import { idOf, nodeIdOf } from '../ids.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import type { Repository } from '../state.ts';
import { userBody } from './user.ts';

/** When every made-up repository was made. */
const CREATED_AT = '2024-01-15T09:00:00Z';
const PUSHED_AT = '2025-06-02T08:15:30Z';

/** Paths of a repository's URLs, below its own. */
const PATHS: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

/** URL of a repository in the REST API. */
export function repositoryUrl(site: Site, repository: Pick<Repository, 'owner' | 'name'>): string {
  return `${site.apiUrl}/repos/${fullNameOf(repository)}`;
}

/** What every form of a repository has (`minimal-repository`, as inside of a workflow run). */
export function minimalRepositoryBody(site: Site, repository: Repository, isFork = false): object {
  const fullName = fullNameOf(repository);
  const url = repositoryUrl(site, repository);
  const urls = Object.entries(PATHS).map(([name, path]) => [`${name}_url`, `${url}${path}`] as const);
  return {
    id: repository.id,
    node_id: nodeIdOf('R', repository.id),
    name: repository.name,
    full_name: fullName,
    private: repository.private,
    owner: userBody(site, repository.owner, repository.ownerType),
    html_url: `${site.serverUrl}/${fullName}`,
    description: null,
    fork: isFork,
    url,
    ...Object.fromEntries(urls),
  };
}

/** A whole repository (`repository`, as inside of a pull request). */
export function repositoryBody(site: Site, repository: Repository, isFork = false): object {
  const fullName = fullNameOf(repository);
  const host = new URL(site.serverUrl).host;
  return {
    ...minimalRepositoryBody(site, repository, isFork),
    created_at: CREATED_AT,
    updated_at: PUSHED_AT,
    pushed_at: PUSHED_AT,
    git_url: `git://${host}/${fullName}.git`,
    ssh_url: `git@${host}:${fullName}.git`,
    clone_url: `${site.serverUrl}/${fullName}.git`,
    svn_url: `${site.serverUrl}/${fullName}`,
    homepage: null,
    size: 412,
    stargazers_count: 0,
    watchers_count: 0,
    language: 'Python',
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: 1,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: 1,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** Another repository that is known by its name only: a fork. */
export function forkOf(repository: Repository, fullName: string): Repository {
  const [owner = '', name = ''] = fullName.split('/');
  const { defaultBranch } = repository;
  return { owner, name, id: idOf('repository', fullName), ownerType: 'User', defaultBranch, private: false };
}
