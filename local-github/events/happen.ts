import type { Token } from '../api/access.ts';
import { isFork } from '../bodies/pull-request.ts';
import { shaOf, timeOf } from '../ids.ts';
import { closePullRequest, openPullRequest, reopenPullRequest, synchronizePullRequest } from '../pulls.ts';
import { createRun, headOf } from '../seed.ts';
import type { Site } from '../site.ts';
import type { PullRequest, Repository, State } from '../state.ts';
import { FIRST_RUN_ID } from './event.ts';
import type { EventOptions, GitHubEvent } from './event.ts';
import { eventOfPull } from './pull-request.ts';
import type { PullRequestEventOptions } from './pull-request.ts';
import { pushEvent } from './push.ts';
import type { PushEventOptions } from './push.ts';
import { mergeGroupEvent, scheduleEvent, workflowDispatchEvent } from './workflow.ts';
import type {
  MergeGroupEventOptions,
  ScheduleEventOptions,
  WorkflowDispatchEventOptions,
} from './workflow.ts';

/**
 * Lets things happen on a local GitHub: its data changes, a workflow run begins, the job's token gets the rights that
 * the event leaves it, and the event comes back.
 */
export interface Happenings {
  /**
   * Opens, pushes to, closes, merges or reopens a pull request. One that is not there is opened first, as the options
   * say; of one that is, only `head.sha` and `merged` count.
   */
  pullRequest(options: PullRequestEventOptions): GitHubEvent;
  push(options?: PushEventOptions): GitHubEvent;
  schedule(options?: ScheduleEventOptions): GitHubEvent;
  workflowDispatch(options?: WorkflowDispatchEventOptions): GitHubEvent;
  mergeGroup(options: MergeGroupEventOptions): GitHubEvent;
}

export interface HappeningsOptions {
  readonly site: Site;
  readonly state: State;
  /** The job's token. */
  readonly token: Token;
  readonly now: () => number;
}

const DEPENDABOT = 'dependabot[bot]';
const HEADS = /^refs\/heads\//;
const TAGS = 'refs/tags/';

export function createHappenings({ site, state, token, now }: HappeningsOptions): Happenings {
  const { repository, branches } = state;
  const place = { site, repository };
  const declared = token.permissions;
  const start = (event: GitHubEvent, pull?: PullRequest): GitHubEvent => {
    addRun(state, event, pull, now());
    token.permissions = isTrusted(event, repository, pull) ? declared : readOnly(declared);
    return event;
  };
  const head = (ref = repository.defaultBranch): string => {
    const name = ref.replace(HEADS, '');
    return branches.get(name)?.sha ?? headOf(name);
  };
  return {
    pullRequest: (options) => {
      const { pull, before } = change(state, options, now());
      return start(eventOfPull(pull, { before, ...nextRun(state, options) }, place), pull);
    },
    push: (options = {}) => {
      const moved = push(state, options.ref ?? `refs/heads/${repository.defaultBranch}`, options.sha, head);
      return start(pushEvent({ ...nextRun(state, options), ...moved }, place));
    },
    schedule: (options = {}) => start(scheduleEvent({ sha: head(), ...nextRun(state, options) }, place)),
    workflowDispatch: (options = {}) =>
      start(workflowDispatchEvent({ sha: head(options.ref), ...nextRun(state, options) }, place)),
    mergeGroup: (options) => start(mergeGroupEvent({ baseSha: head(), ...nextRun(state, options) }, place)),
  };
}

/** What the event says has happened. */
function change(
  state: State,
  options: PullRequestEventOptions,
  now: number,
): { readonly pull: PullRequest; readonly before: string } {
  const { action, number, head, merged = false } = options;
  const pull = state.pulls.get(number) ?? openPullRequest(state, { ...options, merged: false }, now);
  const before = pull.head.sha;
  if (action === 'synchronize') synchronizePullRequest(state, pull, now, head?.sha);
  if (action === 'closed') closePullRequest(state, pull, now, merged);
  if (action === 'reopened') reopenPullRequest(pull, now);
  return { pull, before };
}

/** Moves a branch one commit on, or makes a tag of what the default branch has. */
function push(
  state: State,
  ref: string,
  sha: string | undefined,
  head: (ref?: string) => string,
): { readonly ref: string; readonly sha: string; readonly before?: string } {
  if (ref.startsWith(TAGS)) {
    const tagged = sha ?? head();
    state.tags.set(ref.slice(TAGS.length), tagged);
    return { ref, sha: tagged };
  }
  const before = head(ref);
  const pushed = sha ?? shaOf(`pushed onto ${before}`);
  const name = ref.replace(HEADS, '');
  state.branches.set(name, { ...state.branches.get(name), sha: pushed });
  return { ref, sha: pushed, before };
}

function nextRun<T extends EventOptions>(state: State, options: T): T {
  return { runId: Math.max(FIRST_RUN_ID - 1, ...state.runs.keys()) + 1, ...options };
}

function addRun(state: State, { name, env }: GitHubEvent, pull: PullRequest | undefined, now: number): void {
  const id = Number(env['GITHUB_RUN_ID']);
  const own = pull && !isFork(state.repository, pull) ? { pull: pull.number } : {};
  const run = createRun({
    id,
    name: env['GITHUB_WORKFLOW'] ?? '',
    event: name,
    branch: pull?.head.ref ?? env['GITHUB_REF_NAME'] ?? null,
    sha: pull?.head.sha ?? env['GITHUB_SHA'] ?? '',
    actor: env['GITHUB_ACTOR'] ?? '',
    number: Number(env['GITHUB_RUN_NUMBER']),
    attempt: Number(env['GITHUB_RUN_ATTEMPT']),
    createdAt: timeOf(now),
    ...own,
  });
  state.runs.set(id, run);
}

/**
 * Pull requests from forks, and what Dependabot starts, get a token that can only read, and no secrets.
 * Source: https://docs.github.com/actions/concepts/security/github_token
 */
function isTrusted({ name, env }: GitHubEvent, repository: Repository, pull?: PullRequest): boolean {
  if (name === 'pull_request_target') return true;
  const isForeign = pull !== undefined && isFork(repository, pull);
  return !isForeign && env['GITHUB_ACTOR'] !== DEPENDABOT;
}

function readOnly(permissions: Token['permissions']): Token['permissions'] {
  return Object.fromEntries(
    Object.entries(permissions).map(([name, level]) => [name, level === 'write' ? 'read' : level]),
  );
}
