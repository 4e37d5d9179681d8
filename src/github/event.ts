import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { failure } from '../findings.ts';

/** A pull request as the event that started the run shows it. */
export interface PullRequest {
  readonly number: number;
  /** Such as `opened`, `synchronize` or `closed`. */
  readonly action: string;
  readonly isMerged: boolean;
  /** The head is in another repository, or in one that is gone. */
  readonly isFromFork: boolean;
  readonly head: { readonly ref: string; readonly sha: string };
  readonly base: { readonly ref: string; readonly sha: string };
  /** Full SHA of the merge that GitHub has made to try it; absent while there is none. */
  readonly mergeCommit?: string;
}

/** What started the run. */
export interface WorkflowEvent {
  /** Such as `push`, `schedule` or `pull_request`. Empty outside of GitHub. */
  readonly name: string;
  /** Login of who or what started the run, such as `dependabot[bot]`. */
  readonly actor: string;
  /** owner/name; empty outside of GitHub. */
  readonly repository: string;
  /** Full SHA that the run is for. */
  readonly commit: string;
  /** Of the events that are about one. */
  readonly pullRequest?: PullRequest;
}

/** Source: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
const COMMIT = z.object({ ref: z.string(), sha: z.string() });
const REPOSITORY = z.object({ full_name: z.string() });
const PAYLOAD = z.object({
  action: z.string(),
  pull_request: z.object({
    number: z.number().int().positive(),
    merged: z.boolean().nullish(),
    merge_commit_sha: z.string().nullish(),
    head: COMMIT.extend({ repo: REPOSITORY.nullish() }),
    base: COMMIT.extend({ repo: REPOSITORY }),
  }),
});

/** Events that run for a pull request. Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows */
const PULL_REQUEST_EVENTS: readonly string[] = [
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
];

/**
 * Reads what started the run from the runner's variables and its event file.
 * @throws ActionError when the event of a pull request cannot be read.
 */
export function readEvent(env: NodeJS.ProcessEnv = process.env): WorkflowEvent {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const event = {
    name,
    actor: env['GITHUB_ACTOR'] ?? '',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    commit: env['GITHUB_SHA'] ?? '',
  };
  if (!PULL_REQUEST_EVENTS.includes(name)) return event;
  return { ...event, pullRequest: readPullRequest(env['GITHUB_EVENT_PATH'] ?? '') };
}

function readPullRequest(file: string): PullRequest {
  const { action, pull_request: pull } = readPayload(file);
  const { head, base, merge_commit_sha: mergeCommit } = pull;
  return {
    number: pull.number,
    action,
    isMerged: pull.merged ?? false,
    isFromFork: head.repo?.full_name !== base.repo.full_name,
    head: { ref: head.ref, sha: head.sha },
    base: { ref: base.ref, sha: base.sha },
    ...(mergeCommit && { mergeCommit }),
  };
}

function readPayload(file: string): z.infer<typeof PAYLOAD> {
  try {
    return PAYLOAD.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (caught) {
    throw failure(
      'The event of this pull request cannot be read: the file of GITHUB_EVENT_PATH is missing or is none of a pull request.',
      { remedy: 'Leave the variables GITHUB_EVENT_NAME and GITHUB_EVENT_PATH as the runner sets them.' },
      { cause: caught },
    );
  }
}
