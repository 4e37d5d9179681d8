import { simpleCommitBody } from '../bodies/commit.ts';
import { repositoryBody } from '../bodies/repository.ts';
import { userBody } from '../bodies/user.ts';
import { shaOf } from '../ids.ts';
import { headOf } from '../seed.ts';
import { createEvent, DEFAULT_PLACE, MEMBER, organizationOf, WORKFLOW_PATH } from './event.ts';
import type { EventOptions, GitHubEvent, Place } from './event.ts';

const MERGE_QUEUE = 'github-merge-queue[bot]';

/** The time a workflow is scheduled for. */
export interface ScheduleEventOptions extends EventOptions {
  /** As the workflow says it. */
  readonly cron?: string;
  /** Last commit of the default branch. */
  readonly sha?: string;
}

/** Event schedule. It is no webhook: the payload is GitHub Actions' own, and it has no sender. */
export function scheduleEvent(options: ScheduleEventOptions = {}, place: Place = DEFAULT_PLACE): GitHubEvent {
  const { defaultBranch } = place.repository;
  const payload = {
    schedule: options.cron ?? '17 3 * * *',
    workflow: options.workflowPath ?? WORKFLOW_PATH,
    repository: repositoryBody(place.site, place.repository),
    ...organizationOf(place),
  };
  const commit = { ref: `refs/heads/${defaultBranch}`, sha: options.sha ?? headOf(defaultBranch) };
  return createEvent(place, { name: 'schedule', payload, actor: MEMBER, ...commit }, options);
}

/** What somebody starts by hand. */
export interface WorkflowDispatchEventOptions extends EventOptions {
  /** Inputs that were given; all are texts. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Whole name. Default: the default branch. */
  readonly ref?: string;
  readonly sha?: string;
}

/** Event workflow_dispatch. */
export function workflowDispatchEvent(
  options: WorkflowDispatchEventOptions = {},
  place: Place = DEFAULT_PLACE,
): GitHubEvent {
  const { site, repository } = place;
  const ref = options.ref ?? `refs/heads/${repository.defaultBranch}`;
  const actor = options.actor ?? MEMBER;
  const payload = {
    inputs: options.inputs ?? null,
    ref,
    repository: repositoryBody(site, repository),
    ...organizationOf(place),
    sender: userBody(site, actor),
    workflow: options.workflowPath ?? WORKFLOW_PATH,
  };
  const sha = options.sha ?? headOf(ref.replace(/^refs\/heads\//, ''));
  return createEvent(place, { name: 'workflow_dispatch', payload, ref, sha, actor }, options);
}

/** A pull request in the merge queue. */
export interface MergeGroupEventOptions extends EventOptions {
  readonly number: number;
  readonly baseSha?: string;
}

/** Event merge_group: the queue asks for checks. */
export function mergeGroupEvent(options: MergeGroupEventOptions, place: Place = DEFAULT_PLACE): GitHubEvent {
  const { site, repository } = place;
  const base = repository.defaultBranch;
  const baseSha = options.baseSha ?? headOf(base);
  const sha = shaOf(`merge group of ${options.number}`);
  const ref = `refs/heads/gh-readonly-queue/${base}/pr-${options.number}-${baseSha}`;
  const payload = {
    action: 'checks_requested',
    merge_group: {
      head_sha: sha,
      head_ref: ref,
      base_sha: baseSha,
      base_ref: `refs/heads/${base}`,
      head_commit: simpleCommitBody(sha),
    },
    repository: repositoryBody(site, repository),
    ...organizationOf(place),
    sender: userBody(site, MERGE_QUEUE),
  };
  return createEvent(place, { name: 'merge_group', payload, ref, sha, actor: MERGE_QUEUE }, options);
}
