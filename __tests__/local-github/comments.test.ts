import { describe, expect, it } from '@jest/globals';
import { refusalOf, useGitHub } from './client.ts';

const open = useGitHub();

describe('comments', () => {
  it('are written, changed and deleted', async () => {
    const { github, rest, repo } = open();
    const { data, status, headers } = await rest.issues.createComment({
      ...repo,
      issue_number: 12,
      body: 'One',
    });

    expect(status).toBe(201);
    expect(headers.location).toBe(data.url);
    expect(data).toMatchObject({
      body: 'One',
      user: { login: 'github-actions[bot]', type: 'Bot' },
      html_url: `https://github.com/octo-org/iris-service/pull/12#issuecomment-${data.id}`,
      created_at: '2025-06-03T10:00:00Z',
    });
    await rest.issues.updateComment({ ...repo, comment_id: data.id, body: 'Two' });
    expect(github.commentsOf(12)).toMatchObject([
      { id: data.id, author: 'github-actions[bot]', body: 'Two' },
    ]);
    expect((await rest.issues.getComment({ ...repo, comment_id: data.id })).data.body).toBe('Two');
    await rest.issues.deleteComment({ ...repo, comment_id: data.id });
    expect(github.comments).toEqual([]);
  });

  it('come in pages with links that go by the id of the repository', async () => {
    const { github, octokit, rest, repo } = open();
    for (let at = 1; at <= 5; at++) github.addComment({ issue: 12, author: 'octocat', body: `Number ${at}` });

    const list = { ...repo, issue_number: 12, per_page: 2 };
    const { headers } = await rest.issues.listComments({ ...list, page: 2 });
    const page = (number: number): string =>
      `https://api.github.com/repositories/${github.repository.id}/issues/12/comments?per_page=2&page=${number}`;
    expect(headers.link).toBe(
      `<${page(1)}>; rel="prev", <${page(3)}>; rel="next", <${page(3)}>; rel="last", <${page(1)}>; rel="first"`,
    );
    const all = await octokit.paginate(rest.issues.listComments, list);
    expect(all.map(({ body }) => body)).toEqual(['Number 1', 'Number 2', 'Number 3', 'Number 4', 'Number 5']);
  });

  it('come thirty at a time unless asked otherwise, and never more than a hundred', async () => {
    const { github, rest, repo } = open();
    for (let at = 0; at < 101; at++) github.addComment({ issue: 12, author: 'octocat', body: 'One of many' });
    const count = async (perPage?: number): Promise<number> =>
      (await rest.issues.listComments({ ...repo, issue_number: 12, ...(perPage && { per_page: perPage }) }))
        .data.length;

    expect([await count(), await count(100), await count(1000)]).toEqual([30, 100, 100]);
  });

  it('are those of one pull request', async () => {
    const { github, rest, repo } = open();
    github.openPullRequest({ number: 13 });
    github.addComment({ issue: 13, author: 'octocat', body: 'Elsewhere' });

    expect((await rest.issues.listComments({ ...repo, issue_number: 12 })).data).toEqual([]);
  });

  it.each([
    ['a longer one than GitHub takes', 'x'.repeat(65_537), 'unprocessable'],
    ['an empty one', '', 'missing_field'],
  ])('are not written: %s', async (_, body, code) => {
    const { github, rest, repo } = open();
    const refusal = await refusalOf(rest.issues.createComment({ ...repo, issue_number: 12, body }));

    expect(refusal.status).toBe(422);
    expect(refusal.response.data).toMatchObject({ message: 'Validation Failed', errors: [{ code }] });
    expect(github.comments).toEqual([]);
  });

  it('are as long as GitHub takes them', async () => {
    const { rest, repo } = open();
    const body = 'x'.repeat(65_536);
    expect((await rest.issues.createComment({ ...repo, issue_number: 12, body })).status).toBe(201);
  });

  it('are not written without a body', async () => {
    const { octokit, repo } = open();
    const refusal = await refusalOf(
      octokit.request('POST /repos/{owner}/{repo}/issues/12/comments', { ...repo, text: 'Lost' }),
    );
    expect(refusal.response.data['message']).toBe('Invalid request.\n\n"body" wasn\'t supplied.');
  });

  it('are not written on a locked pull request', async () => {
    const { github, rest, repo } = open();
    github.openPullRequest({ number: 14, locked: true });
    const refusal = await refusalOf(rest.issues.createComment({ ...repo, issue_number: 14, body: 'Late' }));
    expect(refusal).toMatchObject({
      status: 403,
      response: { data: { message: 'Unable to create comment because issue is locked.' } },
    });
  });

  it('that are not there are not found', async () => {
    const { rest, repo } = open();
    const calls = [
      rest.issues.listComments({ ...repo, issue_number: 99 }),
      rest.issues.createComment({ ...repo, issue_number: 99, body: 'x' }),
      rest.issues.updateComment({ ...repo, comment_id: 1, body: 'x' }),
      rest.issues.deleteComment({ ...repo, comment_id: 1 }),
    ];
    for (const call of calls) expect((await refusalOf(call)).status).toBe(404);
  });
});
