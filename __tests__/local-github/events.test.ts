import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEvent } from '../../local-github/events/event.ts';
import type { GitHubEvent, Place } from '../../local-github/events/event.ts';
import { pullRequestEvent } from '../../local-github/events/pull-request.ts';
import type { PullRequestEventOptions } from '../../local-github/events/pull-request.ts';
import { pushEvent } from '../../local-github/events/push.ts';
import { mergeGroupEvent, scheduleEvent, workflowDispatchEvent } from '../../local-github/events/workflow.ts';
import { eventViolations } from '../../local-github/openapi/event-violations.ts';
import { createRepository } from '../../local-github/seed.ts';
import { siteOf } from '../../local-github/site.ts';

const ENTERPRISE: Place = {
  site: siteOf('https://github.example.com'),
  repository: createRepository('octocat/flowers', {
    ownerType: 'User',
    private: true,
    defaultBranch: 'trunk',
  }),
};
const MERGE_REF = 'refs/pull/12/merge';

function pull(more: Partial<PullRequestEventOptions> & Pick<PullRequestEventOptions, 'action'>): GitHubEvent {
  return pullRequestEvent({ number: 12, ...more });
}

describe('events', () => {
  it.each<[string, GitHubEvent]>([
    ['opened', pull({ action: 'opened' })],
    ['synchronize', pull({ action: 'synchronize' })],
    ['reopened', pull({ action: 'reopened' })],
    ['closed', pull({ action: 'closed' })],
    ['closed and merged', pull({ action: 'closed', merged: true })],
    ['of a fork', pull({ action: 'opened', from: 'fork' })],
    ['of a fork, pushed to', pull({ action: 'synchronize', from: 'fork' })],
    ['of Dependabot', pull({ action: 'opened', from: 'dependabot' })],
    ['for pull_request_target', pull({ action: 'opened', from: 'fork', on: 'pull_request_target' })],
    ['push', pushEvent()],
    ['push of a tag', pushEvent({ ref: 'refs/tags/v1.2.0' })],
    ['workflow_dispatch', workflowDispatchEvent()],
    ['workflow_dispatch with inputs', workflowDispatchEvent({ inputs: { environment: 'staging' } })],
    ['merge_group', mergeGroupEvent({ number: 12 })],
    ['of an Enterprise Server', pullRequestEvent({ action: 'opened', number: 12 }, ENTERPRISE)],
    ['push to an Enterprise Server', pushEvent({}, ENTERPRISE)],
  ])('have the payload that GitHub describes: %s', (_, event) => {
    expect(eventViolations(event)).toEqual([]);
  });

  it('that are broken are found out', () => {
    const event = pull({ action: 'opened' });
    const broken = (payload: object): string[] =>
      eventViolations({
        ...event,
        payload: JSON.parse(JSON.stringify({ ...event.payload, ...payload })) as object,
      });

    expect(broken({ sender: undefined })).toEqual([expect.stringContaining("required property 'sender'")]);
    expect(broken({ colour: 'red' })).toEqual([expect.stringContaining('additional properties')]);
    expect(broken({ action: 'vanished' })).toEqual(['no webhook pull-request-vanished']);
  });

  it.each<[string, GitHubEvent, Readonly<Record<string, string>>]>([
    [
      'a pull request',
      pull({ action: 'opened', head: { ref: 'roses' } }),
      {
        GITHUB_REF: MERGE_REF,
        GITHUB_REF_NAME: '12/merge',
        GITHUB_HEAD_REF: 'roses',
        GITHUB_BASE_REF: 'main',
      },
    ],
    ['a closed one', pull({ action: 'closed' }), { GITHUB_REF: MERGE_REF, GITHUB_ACTOR: 'octocat' }],
    ['a merged one', pull({ action: 'closed', merged: true }), { GITHUB_REF: 'refs/heads/main' }],
    ['a fork', pull({ action: 'opened', from: 'fork' }), { GITHUB_REF: MERGE_REF, GITHUB_ACTOR: 'mona' }],
    [
      'Dependabot',
      pull({ action: 'opened', from: 'dependabot', triggeringActor: 'octocat' }),
      { GITHUB_ACTOR: 'dependabot[bot]', GITHUB_ACTOR_ID: '49699333', GITHUB_TRIGGERING_ACTOR: 'octocat' },
    ],
    [
      'pull_request_target',
      pull({ action: 'opened', from: 'fork', on: 'pull_request_target' }),
      { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_REF: 'refs/heads/main', GITHUB_BASE_REF: 'main' },
    ],
    [
      'a push',
      pushEvent({ sha: 'a'.repeat(40) }),
      { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: 'a'.repeat(40), GITHUB_HEAD_REF: '', GITHUB_BASE_REF: '' },
    ],
    ['a tag', pushEvent({ ref: 'refs/tags/v1' }), { GITHUB_REF_NAME: 'v1', GITHUB_REF_TYPE: 'tag' }],
    ['a schedule', scheduleEvent(), { GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/main' }],
    [
      'a merge queue',
      mergeGroupEvent({ number: 12, baseSha: 'b'.repeat(40) }),
      { GITHUB_REF: `refs/heads/gh-readonly-queue/main/pr-12-${'b'.repeat(40)}` },
    ],
    [
      'an Enterprise Server',
      workflowDispatchEvent({ runAttempt: 2 }, ENTERPRISE),
      {
        GITHUB_SERVER_URL: 'https://github.example.com',
        GITHUB_API_URL: 'https://github.example.com/api/v3',
        GITHUB_GRAPHQL_URL: 'https://github.example.com/api/graphql',
        GITHUB_REPOSITORY: 'octocat/flowers',
        GITHUB_REPOSITORY_OWNER: 'octocat',
        GITHUB_REF: 'refs/heads/trunk',
        GITHUB_RUN_ATTEMPT: '2',
      },
    ],
  ])('set the variables of %s', (_, event, expected) => {
    expect(event.env).toMatchObject(expected);
  });

  it('say of a pull request where it comes from', () => {
    const { payload } = pull({ action: 'synchronize', from: 'fork', before: 'c'.repeat(40), draft: true });
    expect(payload).toMatchObject({
      before: 'c'.repeat(40),
      pull_request: {
        draft: true,
        author_association: 'CONTRIBUTOR',
        head: { label: 'mona:better-model', repo: { full_name: 'mona/iris-service', fork: true } },
        base: { repo: { full_name: 'octo-org/iris-service' } },
      },
      organization: { login: 'octo-org' },
      sender: { login: 'mona' },
    });
    expect(pull({ action: 'closed', merged: true }).payload).toMatchObject({
      pull_request: { state: 'closed', merged: true, merged_by: { login: 'octocat' } },
    });
  });

  it('of a schedule have the time and no sender', () => {
    const { payload } = scheduleEvent({ cron: '0 4 * * 1' });
    expect(payload).toMatchObject({ schedule: '0 4 * * 1', workflow: '.github/workflows/deploy.yml' });
    expect(payload).not.toHaveProperty('sender');
  });

  it('are written to a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'event-'));
    try {
      const file = join(folder, 'event.json');
      const event = pushEvent();
      expect(await writeEvent(event, file)).toEqual({ ...event.env, GITHUB_EVENT_PATH: file });
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(event.payload);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
