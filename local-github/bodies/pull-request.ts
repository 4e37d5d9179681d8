import { idOf, nodeIdOf } from '../ids.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import type { PullRequest, Repository } from '../state.ts';
import { forkOf, repositoryBody, repositoryUrl } from './repository.ts';
import { typeOf, userBody } from './user.ts';

/** A pull request, the same in the REST API and in events (`pull-request`). */
export function pullRequestBody(site: Site, repository: Repository, pull: PullRequest): object {
  const id = idOf('pull', `${fullNameOf(repository)}#${pull.number}`);
  const open = pull.state === 'open';
  return {
    ...urlsOf(site, repository, pull),
    id,
    node_id: nodeIdOf('PR', id),
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: userBody(site, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged ? pull.closedAt : null,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: pull.labels.map((name) => labelBody(site, repository, name)),
    milestone: null,
    draft: pull.draft,
    head: headBody(site, repository, pull),
    base: endBody(site, repository, pull.base.ref, pull.base.sha),
    author_association: isFork(repository, pull) || typeOf(pull.author) === 'Bot' ? 'CONTRIBUTOR' : 'MEMBER',
    auto_merge: null,
    active_lock_reason: null,
    merged: pull.merged,
    mergeable: open ? true : null,
    rebaseable: open ? true : null,
    mergeable_state: open ? 'clean' : 'unknown',
    merged_by: pull.merged ? userBody(site, 'octocat') : null,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: isFork(repository, pull) && open,
    commits: 1,
    additions: 3,
    deletions: 1,
    changed_files: 1,
  };
}

/** Whether the head is in another repository, or was. */
export function isFork(repository: Repository, pull: PullRequest): boolean {
  return pull.head.repository !== fullNameOf(repository);
}

function urlsOf(site: Site, repository: Repository, pull: PullRequest): object {
  const url = `${repositoryUrl(site, repository)}/pulls/${pull.number}`;
  const issue = `${repositoryUrl(site, repository)}/issues/${pull.number}`;
  const html = `${site.serverUrl}/${fullNameOf(repository)}/pull/${pull.number}`;
  const urls = {
    commits: `${url}/commits`,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl(site, repository)}/pulls/comments{/number}`,
    comments: `${issue}/comments`,
    statuses: `${repositoryUrl(site, repository)}/statuses/${pull.head.sha}`,
  };
  const links = { self: url, html, issue, ...urls };
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    ...Object.fromEntries(Object.entries(urls).map(([name, href]) => [`${name}_url`, href])),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  };
}

function headBody(site: Site, repository: Repository, pull: PullRequest): object {
  const { ref, sha } = pull.head;
  if (pull.head.repository === null) {
    return { label: `unknown:${ref}`, ref, sha, user: userBody(site, pull.author), repo: null };
  }
  if (!isFork(repository, pull)) return endBody(site, repository, ref, sha);
  return endBody(site, forkOf(repository, pull.head.repository), ref, sha, true);
}

function endBody(site: Site, repository: Repository, ref: string, sha: string, fork = false): object {
  return {
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: userBody(site, repository.owner, repository.ownerType),
    repo: repositoryBody(site, repository, fork),
  };
}

function labelBody(site: Site, repository: Repository, name: string): object {
  const id = idOf('label', name);
  return {
    id,
    node_id: nodeIdOf('LA', id),
    url: `${repositoryUrl(site, repository)}/labels/${encodeURIComponent(name)}`,
    name,
    color: 'ededed',
    default: false,
    description: null,
  };
}
