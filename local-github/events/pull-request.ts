import { pullRequestBody } from '../bodies/pull-request.ts';
import { repositoryBody } from '../bodies/repository.ts';
import { userBody } from '../bodies/user.ts';
import { createPullRequest, headOf } from '../seed.ts';
import type { NewPullRequest } from '../seed.ts';
import type { PullRequest } from '../state.ts';
import { createEvent, DEFAULT_PLACE, MEMBER, organizationOf } from './event.ts';
import type { EventOptions, GitHubEvent, Place } from './event.ts';

/** What happens to a pull request. `merged: true` makes a closed one a merged one. */
export interface PullRequestEventOptions extends NewPullRequest, EventOptions {
  readonly action: 'opened' | 'synchronize' | 'reopened' | 'closed';
  /** Which of the two events the workflow is for. Default: pull_request. */
  readonly on?: 'pull_request' | 'pull_request_target';
  /** With synchronize: the commit before. */
  readonly before?: string;
}

/** Event pull_request or pull_request_target of a pull request that is not known yet. */
export function pullRequestEvent(
  options: PullRequestEventOptions,
  place: Place = DEFAULT_PLACE,
): GitHubEvent {
  const isClosed = options.action === 'closed';
  const fields = { ...options, state: options.state ?? (isClosed ? ('closed' as const) : ('open' as const)) };
  return eventOfPull(createPullRequest(place.repository, fields), options, place);
}

/** The same of one that is. */
export function eventOfPull(
  pull: PullRequest,
  options: Omit<PullRequestEventOptions, 'number'>,
  place: Place,
): GitHubEvent {
  const { action, on = 'pull_request' } = options;
  const { site, repository } = place;
  const actor = options.actor ?? (pull.merged ? MEMBER : pull.author);
  const payload = {
    action,
    number: pull.number,
    pull_request: pullRequestBody(site, repository, pull),
    ...(action === 'synchronize' && {
      before: options.before ?? headOf(`${pull.head.ref} of #${pull.number} before`),
      after: pull.head.sha,
    }),
    repository: repositoryBody(site, repository),
    ...organizationOf(place),
    sender: userBody(site, actor),
  };
  const ends = { headRef: pull.head.ref, baseRef: pull.base.ref };
  return createEvent(place, { name: on, payload, actor, ...ends, ...commitOf(pull, on, place) }, options);
}

/**
 * GITHUB_REF and GITHUB_SHA. pull_request runs on the test merge, and on the branch that it was merged into after that;
 * pull_request_target on the default branch.
 * Sources: https://docs.github.com/actions/reference/workflows-and-actions/contexts#github-context and
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
function commitOf(
  pull: PullRequest,
  on: 'pull_request' | 'pull_request_target',
  { repository }: Place,
): { readonly ref: string; readonly sha: string } {
  const merge = pull.mergeCommitSha ?? pull.head.sha;
  if (on === 'pull_request_target') {
    const { defaultBranch } = repository;
    const sha = pull.base.ref === defaultBranch ? pull.base.sha : headOf(defaultBranch);
    return { ref: `refs/heads/${defaultBranch}`, sha: pull.merged ? merge : sha };
  }
  return { ref: pull.merged ? `refs/heads/${pull.base.ref}` : `refs/pull/${pull.number}/merge`, sha: merge };
}
