import { nodeIdOf, idOf, shaOf } from '../ids.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import type { Branch, Repository } from '../state.ts';
import { repositoryUrl } from './repository.ts';
import { userBody } from './user.ts';

/** When every made-up commit was made. */
export const COMMITTED_AT = '2025-06-02T08:15:00Z';
const AUTHOR = { name: 'Octo Cat', email: 'octocat@github.com' } as const;
const MESSAGE = 'Use the better model';

/** A commit as events and runs show it (`simple-commit`). */
export function simpleCommitBody(sha: string): object {
  return {
    id: sha,
    tree_id: shaOf(`tree of ${sha}`),
    message: MESSAGE,
    timestamp: COMMITTED_AT,
    author: AUTHOR,
    committer: AUTHOR,
  };
}

/** A branch with its last commit (`branch-with-protection`). */
export function branchBody(site: Site, repository: Repository, name: string, branch: Branch): object {
  const url = `${repositoryUrl(site, repository)}/branches/${encodeURIComponent(name)}`;
  const isProtected = branch.protected ?? false;
  return {
    name,
    commit: commitBody(site, repository, branch.sha),
    _links: { self: url, html: `${site.serverUrl}/${fullNameOf(repository)}/tree/${name}` },
    protected: isProtected,
    protection: {
      enabled: isProtected,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${url}/protection`,
  };
}

function commitBody(site: Site, repository: Repository, sha: string): object {
  const url = repositoryUrl(site, repository);
  const tree = shaOf(`tree of ${sha}`);
  const person = { ...AUTHOR, date: COMMITTED_AT };
  return {
    sha,
    node_id: nodeIdOf('C', idOf('commit', sha)),
    commit: {
      author: person,
      committer: person,
      message: MESSAGE,
      tree: { sha: tree, url: `${url}/git/trees/${tree}` },
      url: `${url}/git/commits/${sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url: `${url}/commits/${sha}`,
    html_url: `${site.serverUrl}/${fullNameOf(repository)}/commit/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    author: userBody(site, 'octocat'),
    committer: userBody(site, 'octocat'),
    parents: [],
  };
}
