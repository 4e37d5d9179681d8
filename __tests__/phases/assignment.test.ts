import { describe, expect, it } from '@jest/globals';
import type { WorkflowEvent } from '../../src/github/event.ts';
import type { Inputs, Mode } from '../../src/inputs.ts';
import type { Task } from '../../src/phases/assignment.ts';
import { assign } from '../../src/phases/assignment.ts';
import { eventOf, inputsOf, pullRequestEvent } from '../preview/sample.ts';

const closed = { action: 'closed' };
const fork = { isFromFork: true };
const dependabot = { actor: 'dependabot[bot]' };

describe('a run that has secrets', () => {
  it.each<[string, Partial<Inputs>, WorkflowEvent, Task]>([
    ['push', {}, eventOf('push'), 'deploy'],
    ['schedule', { mode: 'prune' }, eventOf('schedule'), 'prune'],
    ['workflow_dispatch', { mode: 'delete' }, eventOf('workflow_dispatch'), 'delete'],
    ['merge_group', {}, eventOf('merge_group'), 'deploy'],
    ['opened', {}, pullRequestEvent(), 'deploy'],
    ['synchronize', {}, pullRequestEvent({}, { action: 'synchronize' }), 'deploy'],
    ['closed', {}, pullRequestEvent({}, closed), 'delete'],
    ['merged', {}, pullRequestEvent({}, { ...closed, isMerged: true }), 'delete'],
    ['closed, mode status', { mode: 'status' }, pullRequestEvent({}, closed), 'status'],
    ['closed without previews', { preview: 'false' }, pullRequestEvent({}, closed), 'deploy'],
    ['target, fork', {}, pullRequestEvent({ name: 'pull_request_target' }, fork), 'deploy'],
    [
      'target, closed fork',
      {},
      pullRequestEvent({ name: 'pull_request_target' }, { ...fork, ...closed }),
      'delete',
    ],
    ['push of Dependabot', {}, { ...eventOf('push'), ...dependabot }, 'deploy'],
  ])('%s', (_what, inputs, event, task) => {
    const assignment = assign(inputsOf(inputs), event);
    expect(assignment).toMatchObject({ task, findings: [] });
    expect(assignment).not.toHaveProperty('withoutSecrets');
  });

  it('is about the preview of its pull request', () => {
    const { inputs, preview } = assign(inputsOf(), pullRequestEvent());
    expect([inputs.name, inputs.strategy, preview?.number]).toEqual(['iris-pr-12', 'in-place', 12]);
  });

  it.each(['merge_group', 'schedule', 'workflow_dispatch', 'push'])('is about the service for %s', (name) => {
    const { inputs, preview } = assign(inputsOf(), eventOf(name));
    expect([inputs, preview]).toEqual([inputsOf(), undefined]);
  });
});

describe('a run without secrets', () => {
  const modes: readonly Mode[] = ['delete', 'prune', 'status', 'logs'];
  const events: readonly [string, WorkflowEvent][] = [
    ['a pull request from a fork', pullRequestEvent({}, fork)],
    ['a pull request from a fork', pullRequestEvent({ name: 'pull_request_review' }, fork)],
    ['a pull request of Dependabot', pullRequestEvent(dependabot)],
  ];

  it.each(events)('for %s is only checked', (whose, event) => {
    const { task, withoutSecrets, findings } = assign(inputsOf(), event);
    expect({ task, withoutSecrets }).toEqual({ task: 'check', withoutSecrets: true });
    expect(findings).toEqual([
      {
        severity: 'notice',
        message: `This run is for ${whose}: GitHub gives it no secrets, so only what needs no Azure is checked.`,
        remedy: 'To see it run, push its commits to a branch of this repository after a review.',
      },
    ]);
  });

  it.each(events.flatMap(([, event]) => modes.map((mode) => [mode, event] as const)))(
    'has nothing to do with mode %s',
    (mode, event) => {
      expect(assign(inputsOf({ mode }), event)).toMatchObject({
        task: 'nothing',
        findings: [{ severity: 'notice' }],
      });
    },
  );

  it('has nothing to do when the pull request is closed', () => {
    const { task, findings } = assign(inputsOf(), pullRequestEvent({}, { ...fork, ...closed }));
    expect(task).toBe('nothing');
    expect(findings).toEqual([
      {
        severity: 'notice',
        message:
          'This run is for a pull request from a fork: GitHub gives it no secrets, so there is nothing to do.',
      },
    ]);
  });
});
