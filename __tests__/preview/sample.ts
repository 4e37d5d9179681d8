import type { PullRequest, WorkflowEvent } from '../../src/github/event.ts';
import { readInputs } from '../../src/inputs.ts';
import type { Inputs } from '../../src/inputs.ts';

export const HEAD = 'a'.repeat(40);
export const BASE = 'b'.repeat(40);
export const MERGE = 'c'.repeat(40);

/** Inputs of a workflow that says only what it must. */
export function inputsOf(changes: Partial<Inputs> = {}): Inputs {
  return { ...readInputs().inputs, name: 'iris', ...changes };
}

export function pullRequest(changes: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 12,
    action: 'opened',
    isMerged: false,
    isFromFork: false,
    head: { ref: 'better', sha: HEAD },
    base: { ref: 'main', sha: BASE },
    mergeCommit: MERGE,
    ...changes,
  };
}

/** The event of a pull request of octo-org/iris. */
export function pullRequestEvent(
  changes: Partial<WorkflowEvent> = {},
  pull: Partial<PullRequest> = {},
): WorkflowEvent {
  return { ...eventOf('pull_request'), commit: MERGE, pullRequest: pullRequest(pull), ...changes };
}

/** An event that is about no pull request. */
export function eventOf(name: string): WorkflowEvent {
  return { name, actor: 'octocat', repository: 'octo-org/iris', commit: BASE };
}
