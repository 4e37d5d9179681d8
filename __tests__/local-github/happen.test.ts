import { describe, expect, it } from '@jest/globals';
import { eventViolations } from '../../local-github/openapi/event-violations.ts';
import { useGitHub } from './client.ts';

const open = useGitHub();

describe('what happens on a local GitHub', () => {
  it('to a pull request changes it, its branch and the base branch', () => {
    const { github } = open();
    const opened = github.happens.pullRequest({ action: 'opened', number: 20, head: { ref: 'roses' } });
    const first = github.branches.get('roses')?.sha;
    const pushed = github.happens.pullRequest({ action: 'synchronize', number: 20 });
    const second = github.branches.get('roses')?.sha;
    const merged = github.happens.pullRequest({ action: 'closed', number: 20, merged: true });

    expect([opened, pushed, merged].flatMap(eventViolations)).toEqual([]);
    expect(pushed.payload).toMatchObject({ before: first, after: second });
    expect(second).not.toBe(first);
    expect(github.pulls.get(20)).toMatchObject({
      state: 'closed',
      merged: true,
      closedAt: '2025-06-03T10:00:00Z',
    });
    expect(github.branches.get('main')?.sha).toBe(merged.env['GITHUB_SHA']);
    expect(merged.env['GITHUB_REF']).toBe('refs/heads/main');
  });

  it('closes and opens again', () => {
    const { github } = open();
    github.happens.pullRequest({ action: 'closed', number: 12 });
    expect(github.pulls.get(12)).toMatchObject({ state: 'closed', merged: false });
    github.happens.pullRequest({ action: 'reopened', number: 12 });
    expect(github.pulls.get(12)).toMatchObject({ state: 'open', closedAt: null });
  });

  it('begins a run each time', () => {
    const { github } = open();
    const ids = [
      github.happens.push(),
      github.happens.schedule(),
      github.happens.mergeGroup({ number: 12 }),
    ].map(({ env }) => Number(env['GITHUB_RUN_ID']));
    expect(ids).toEqual([17_234_567_890, 17_234_567_891, 17_234_567_892]);
    expect([...github.runs.values()].map(({ event, branch }) => ({ event, branch }))).toMatchObject([
      { event: 'push', branch: 'main' },
      { event: 'schedule', branch: 'main' },
      { event: 'merge_group' },
    ]);
  });

  it('goes on from what was pushed', () => {
    const { github } = open();
    const before = github.branches.get('main')?.sha;
    const pushed = github.happens.push();
    const sha = github.branches.get('main')?.sha;
    expect(pushed.payload).toMatchObject({ before, after: sha });
    expect(github.happens.schedule().env['GITHUB_SHA']).toBe(sha);
    expect(github.happens.workflowDispatch({ ref: 'refs/heads/better-model' }).env['GITHUB_SHA']).toBe(
      github.branches.get('better-model')?.sha,
    );
    expect(github.happens.pullRequest({ action: 'opened', number: 21 }).payload).toMatchObject({
      pull_request: { base: { sha } },
    });
  });

  it('makes tags', async () => {
    const { github, rest, repo } = open();
    const sha = github.branches.get('main')?.sha;
    const { env, payload } = github.happens.push({ ref: 'refs/tags/v1.0.0' });
    const deployment = { ...repo, required_contexts: [], auto_merge: false };
    for (const ref of ['v1.0.0', 'refs/tags/v1.0.0'])
      await rest.repos.createDeployment({ ...deployment, ref });

    expect(env).toMatchObject({ GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_SHA: sha });
    expect(payload).toMatchObject({ created: true, before: '0'.repeat(40) });
    expect(github.deployments).toMatchObject([{ sha }, { sha }]);
  });

  it.each([
    ['a fork', { from: 'fork' }, 'read'],
    ['Dependabot', { from: 'dependabot' }, 'read'],
    ['a branch', { from: 'branch' }, 'write'],
    ['a fork, for pull_request_target', { from: 'fork', on: 'pull_request_target' }, 'write'],
  ] as const)('leaves the token of %s its rights', (_, options, level) => {
    const { github } = open();
    github.happens.pullRequest({ action: 'opened', number: 30, ...options });
    expect(github.tokens.get(github.token)?.permissions).toEqual({
      actions: 'read',
      contents: 'read',
      deployments: level,
      'pull-requests': level,
    });
    github.happens.push();
    expect(github.tokens.get(github.token)?.permissions).toMatchObject({ deployments: 'write' });
  });
});
