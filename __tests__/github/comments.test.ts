import { describe, expect, it } from '@jest/globals';
import { writeComment } from '../../src/github/comments.ts';
import type { LocalGitHub, LocalGitHubOptions } from '../../local-github/github.ts';
import { useGitHub } from '../local-github/client.ts';
import { localApi } from './local-api.ts';

const BOT = 'github-actions[bot]';
const MARKER = '<!-- aci-model-deploy iris -->';
const PULL = 12;
const COMMENT = { pullRequest: PULL, marker: MARKER, body: `${MARKER}\nIt is healthy.` };

const open = useGitHub();
const withPull = (options?: LocalGitHubOptions): LocalGitHub => open(options).github;

function chatter(github: LocalGitHub, count: number): void {
  for (let index = 0; index < count; index += 1)
    github.addComment({ issue: PULL, author: 'octocat', body: `Comment ${index}` });
}

function requestsOf(github: LocalGitHub): string[] {
  return github.exchanges.map(({ method, url }) => `${method} ${url.replace(/^\/repos\/[^/]+\/[^/]+/, '')}`);
}

describe('a pull request without the comment', () => {
  it('gets one', async () => {
    const github = withPull();
    chatter(github, 2);
    expect(await writeComment(localApi(github), COMMENT)).toMatch(/\/pull\/12#issuecomment-\d+$/);
    expect(github.commentsOf(PULL).at(-1)).toMatchObject({ author: BOT, body: COMMENT.body });
    expect(requestsOf(github)).toEqual([
      'GET /issues/12/comments?per_page=100&page=1',
      'POST /issues/12/comments',
    ]);
  });

  it('is left alone when there is only something to bring up to date', async () => {
    const github = withPull();
    expect(await writeComment(localApi(github), { ...COMMENT, onlyUpdate: true })).toBeUndefined();
    expect(github.commentsOf(PULL)).toEqual([]);
  });
});

describe('a pull request with the comment', () => {
  it.each([0, 99, 100, 250])('gets it changed in place behind %d others', async (others) => {
    const github = withPull();
    chatter(github, others);
    const own = github.addComment({ issue: PULL, author: BOT, body: `${MARKER}\nOld.` });
    chatter(github, 3);
    expect(await writeComment(localApi(github), COMMENT)).toMatch(new RegExp(`#issuecomment-${own.id}$`));
    expect(github.commentsOf(PULL)).toHaveLength(others + 4);
    expect(own.body).toBe(COMMENT.body);
  });

  it('keeps that of another service', async () => {
    const github = withPull();
    const other = github.addComment({
      issue: PULL,
      author: BOT,
      body: '<!-- aci-model-deploy iris-2 -->\nx',
    });
    await writeComment(localApi(github), COMMENT);
    expect(other.body).toBe('<!-- aci-model-deploy iris-2 -->\nx');
    expect(github.commentsOf(PULL)).toHaveLength(2);
  });

  it.each([
    ['a person who quotes it', 'octocat', `${MARKER}\nmine`],
    ['another bot', 'dependabot[bot]', `${MARKER}\nmine`],
    ['a person with the name of the bot', 'github-actions', `${MARKER}\nmine`],
    ['the bot itself, when another workflow only mentions it', BOT, `See ${MARKER}`],
  ])('never touches what is written by %s', async (_who, author, body) => {
    const github = withPull();
    const foreign = github.addComment({ issue: PULL, author, body });
    await writeComment(localApi(github), COMMENT);
    expect(foreign.body).toBe(body);
    expect(github.commentsOf(PULL)).toHaveLength(2);
  });

  it('knows a person by whose token it runs', async () => {
    const github = withPull();
    Object.assign(github.tokens.get(github.token) ?? {}, { login: 'octocat' });
    const own = github.addComment({ issue: PULL, author: 'octocat', body: MARKER });
    await writeComment(localApi(github), COMMENT);
    expect(own.body).toBe(COMMENT.body);
  });

  it('knows its bot when GitHub leaves out what bots have behind their name', async () => {
    const github = withPull();
    const own = github.addComment({ issue: PULL, author: BOT, body: MARKER });
    const api = localApi(github);
    Object.assign(github.tokens.get(github.token) ?? {}, { login: 'github-actions' });
    await writeComment(api, COMMENT);
    expect(own.body).toBe(COMMENT.body);
  });
});

describe('GitHub refuses', () => {
  it.each([
    ['without the permission', { contents: 'read' as const }, true],
    ['with a permission to read only', { 'pull-requests': 'read' as const }, true],
  ])('%s, and it is told which', async (_name, permissions, isPermission) => {
    const github = withPull({ permissions });
    await expect(writeComment(localApi(github), COMMENT)).rejects.toMatchObject({
      isPermission,
      findings: [expect.objectContaining({ remedy: expect.stringContaining('`pull-requests: write`') })],
    });
  });

  it('takes issues: write as well, because a pull request is an issue', async () => {
    const github = withPull({ permissions: { issues: 'write' } });
    await writeComment(localApi(github), COMMENT);
    expect(github.commentsOf(PULL)).toHaveLength(1);
  });

  it('and does not get a second comment when the answer was lost', async () => {
    const github = withPull();
    github.faults.add({ operation: 'issues/create-comment', connection: 'reset-after' });
    await expect(writeComment(localApi(github), COMMENT)).rejects.toMatchObject({ status: 0 });
    expect(github.commentsOf(PULL)).toHaveLength(1);
  });
});
