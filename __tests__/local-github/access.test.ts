import { describe, expect, it } from '@jest/globals';
import { createToken } from '../../local-github/api/access.ts';
import type { Token } from '../../local-github/api/access.ts';
import { octokitOf, refusalOf, repoOf, useGitHub } from './client.ts';
import type { Bench } from './client.ts';

const open = useGitHub();
type Call = (bench: Bench) => Promise<unknown>;

const COMMENT: Call = ({ rest, repo }) =>
  rest.issues.createComment({ ...repo, issue_number: 12, body: 'Hello' });
const DEPLOY: Call = ({ rest, repo }) =>
  rest.repos.createDeployment({ ...repo, ref: 'main', required_contexts: [], auto_merge: false });
const READS: Readonly<Record<string, Call>> = {
  'issues=read; pull_requests=read': ({ rest, repo }) =>
    rest.issues.listComments({ ...repo, issue_number: 12 }),
  'pull_requests=read': ({ rest, repo }) => rest.pulls.get({ ...repo, pull_number: 12 }),
  'deployments=read': ({ rest, repo }) => rest.repos.listDeployments(repo),
  'contents=read': ({ rest, repo }) => rest.repos.getBranch({ ...repo, branch: 'main' }),
};

describe('permissions', () => {
  it.each<[string, Call, Token['permissions'], string]>([
    ['a comment', COMMENT, { 'pull-requests': 'read', issues: 'read' }, 'issues=write; pull_requests=write'],
    ['a comment', COMMENT, { contents: 'write' }, 'issues=write; pull_requests=write'],
    ['a deployment', DEPLOY, { deployments: 'read' }, 'deployments=write'],
    ['a deployment', DEPLOY, { deployments: 'none' }, 'deployments=write'],
  ])('lack for %s', async (_, call, permissions, accepted) => {
    const bench = open({ permissions });
    const { status, response } = await refusalOf(call(bench));

    expect(status).toBe(403);
    expect(response.data).toMatchObject({
      message: 'Resource not accessible by integration',
      documentation_url: expect.stringMatching(/^https:\/\/docs\.github\.com\/rest\/\w+\/\w+#create-/),
      status: '403',
    });
    expect(response.headers['x-accepted-github-permissions']).toBe(accepted);
    expect([bench.github.comments, bench.github.deployments]).toEqual([[], []]);
  });

  it.each<[Token['permissions'], Call]>([
    [{ 'pull-requests': 'write' }, COMMENT],
    [{ issues: 'write' }, COMMENT],
    [{ deployments: 'write' }, DEPLOY],
  ])('%p are enough', async (permissions, call) => {
    await expect(call(open({ permissions }))).resolves.toMatchObject({ status: 201 });
  });

  it.each(Object.entries(READS))('%s counts in a private repository only', async (accepted, call) => {
    const { status, response } = await refusalOf(
      call(open({ permissions: {}, settings: { private: true } })),
    );

    expect(status).toBe(403);
    expect(response.headers['x-accepted-github-permissions']).toBe(accepted);
    await expect(call(open({ permissions: {} }))).resolves.toMatchObject({ status: 200 });
  });

  it('do not help a token of another repository: a private one does not exist for it', async () => {
    const { github } = open({ settings: { private: true } });
    github.tokens.set('ghs_other', createToken({ seesRepository: false }));
    const { rest } = octokitOf(github, 'ghs_other');

    expect((await refusalOf(rest.repos.get(repoOf(github)))).status).toBe(404);
    github.repository.private = false;
    expect((await rest.repos.get(repoOf(github))).status).toBe(200);
    const call = rest.issues.createComment({ ...repoOf(github), issue_number: 12, body: 'x' });
    expect((await refusalOf(call)).status).toBe(403);
  });
});

describe('tokens', () => {
  it('that are not known are refused', async () => {
    const { github } = open();
    const { rest } = octokitOf(github, 'ghs_unknown');
    const { status, response } = await refusalOf(rest.repos.get(repoOf(github)));

    expect(status).toBe(401);
    expect(response.data).toEqual({
      message: 'Bad credentials',
      documentation_url: 'https://docs.github.com/rest',
      status: '401',
    });
  });

  it('act for who they are of', async () => {
    const { github } = open();
    github.tokens.set('ghp_person', createToken({ login: 'octocat', permissions: { issues: 'write' } }));
    const { rest } = octokitOf(github, 'ghp_person');
    await rest.issues.createComment({ ...repoOf(github), issue_number: 12, body: 'Mine' });

    expect(github.commentsOf(12)).toMatchObject([{ author: 'octocat' }]);
  });

  it('need a client that says what it is', async () => {
    const { github } = open();
    const headers = { authorization: `token ${github.token}`, 'user-agent': '' };
    const answer = await github.fetch(`${github.site.apiUrl}/repos/octo-org/iris-service`, { headers });

    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('User-Agent');
    github.exchanges.splice(0);
  });
});
