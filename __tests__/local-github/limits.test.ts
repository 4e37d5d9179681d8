import { describe, expect, it } from '@jest/globals';
import type { GitHubFault } from '../../local-github/api/faults.ts';
import { NOW, refusalOf, useGitHub } from './client.ts';

const open = useGitHub();

describe('the primary rate limit', () => {
  it('is told with every answer', async () => {
    const { rest, repo, octokit } = open();
    await rest.repos.get(repo);
    const { headers } = await rest.repos.get(repo);

    expect(headers).toMatchObject({
      'x-ratelimit-limit': '1000',
      'x-ratelimit-used': '2',
      'x-ratelimit-remaining': '998',
      'x-ratelimit-reset': String(NOW / 1000 + 3600),
      'x-ratelimit-resource': 'core',
    });
    expect(headers['x-github-request-id']).toMatch(/^[0-9A-F:]+$/);
    const { headers: refused } = (
      await refusalOf(octokit.request('GET /repos/octo-org/iris-service/pulls/1'))
    ).response;
    expect(refused['x-ratelimit-used']).toBe('3');
  });

  it('ends when the hour is over', async () => {
    let now = NOW;
    const { github, rest, repo } = open({ now: () => now });
    const token = github.tokens.get(github.token);
    Object.assign(token ?? {}, { limit: 1 });
    await rest.repos.get(repo);
    const { status, response } = await refusalOf(rest.repos.get(repo));

    expect(status).toBe(403);
    expect(response.data['message']).toMatch(/^API rate limit exceeded for installation\./);
    expect(response.headers).toMatchObject({
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW / 1000 + 3600),
    });
    now += 3_600_000;
    expect((await rest.repos.get(repo)).status).toBe(200);
  });
});

describe('faults', () => {
  it.each<[string, GitHubFault, number, RegExp, Record<string, string>]>([
    ['the primary limit', { error: 'PrimaryRateLimit' }, 403, /^API rate/, { 'x-ratelimit-remaining': '0' }],
    ['the primary limit as 429', { error: 'PrimaryRateLimit', status: 429 }, 429, /^API rate/, {}],
    [
      'the secondary limit',
      { error: 'SecondaryRateLimit' },
      403,
      /^You have exceeded a secondary rate limit/,
      { 'retry-after': '60', 'x-ratelimit-remaining': '1000' },
    ],
    ['a broken server', { error: 'ServerError' }, 502, /^Server Error$/, {}],
    ['an unavailable server', { error: 'ServerError', status: 503 }, 503, /^Server Error$/, {}],
    [
      'any other error',
      { status: 410, message: 'Issues are disabled', headers: { sunset: 'now' } },
      410,
      /^Issues are disabled$/,
      { sunset: 'now' },
    ],
  ])('are %s', async (_, fault, status, message, headers) => {
    const { github, rest, repo } = open();
    github.faults.add(fault);
    const refusal = await refusalOf(rest.issues.createComment({ ...repo, issue_number: 12, body: 'x' }));

    expect(refusal.status).toBe(status);
    expect(refusal.response.data['message']).toMatch(message);
    expect(refusal.response.headers).toMatchObject(headers);
    expect(github.comments).toEqual([]);
  });

  it('mean one operation, and the times that they say', async () => {
    const { github, rest, repo } = open();
    const stop = github.faults.add({ operation: 'issues/*', nth: 2, error: 'ServerError' });
    const list = { ...repo, issue_number: 12 };

    await rest.repos.get(repo);
    await rest.issues.listComments(list);
    expect((await refusalOf(rest.issues.listComments(list))).status).toBe(502);
    await rest.issues.listComments(list);
    stop();
    github.faults.add({ error: 'ServerError' });
    github.faults.clear();
    await rest.issues.listComments(list);
  });

  it.each([
    ['before', 'reset', 0],
    ['after', 'reset-after', 1],
  ] as const)('break the connection %s the call has its effect', async (_, connection, comments) => {
    const { github, rest, repo } = open();
    github.faults.add({ operation: 'issues/create-comment', connection });
    const call = rest.issues.createComment({ ...repo, issue_number: 12, body: 'x' });

    expect((await refusalOf(call)).status).toBe(500);
    expect(github.comments).toHaveLength(comments);
  });

  it('let an answer wait', async () => {
    const { github, rest, repo } = open();
    github.faults.add({ delayMs: 30 });
    const start = performance.now();
    await rest.repos.get(repo);
    expect(performance.now() - start).toBeGreaterThan(25);
  });
});
