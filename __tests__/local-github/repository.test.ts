import { describe, expect, it } from '@jest/globals';
import { refusalOf, useGitHub } from './client.ts';

const open = useGitHub();
const MEGABYTE = 1024 * 1024;

describe('the repository', () => {
  it('is described', async () => {
    const { rest, repo } = open({ settings: { private: true, defaultBranch: 'trunk' } });
    const { data } = await rest.repos.get(repo);
    expect(data).toMatchObject({ private: true, default_branch: 'trunk', owner: { type: 'Organization' } });
  });

  it('has pull requests of its own branches, of forks, and of forks that are gone', async () => {
    const { github, rest, repo } = open();
    github.openPullRequest({ number: 13, from: 'fork' });
    github.openPullRequest({ number: 14, from: 'fork', head: { repository: null } });
    const get = async (number: number): Promise<unknown> =>
      (await rest.pulls.get({ ...repo, pull_number: number })).data;

    expect(await get(12)).toMatchObject({
      state: 'open',
      head: { label: 'octo-org:better-model', repo: { full_name: 'octo-org/iris-service', fork: false } },
      base: { ref: 'main' },
    });
    expect(await get(13)).toMatchObject({ head: { repo: { full_name: 'mona/iris-service', fork: true } } });
    expect(await get(14)).toMatchObject({ head: { repo: null } });
    expect((await refusalOf(get(99))).status).toBe(404);
  });

  it('has branches', async () => {
    const { github, rest, repo } = open();
    github.branches.set('feature/roses', { sha: 'a'.repeat(40), protected: true });
    const { data: ref } = await rest.git.getRef({ ...repo, ref: 'heads/feature/roses' });
    const { data: branch } = await rest.repos.getBranch({ ...repo, branch: 'feature/roses' });

    expect(ref).toMatchObject({ ref: 'refs/heads/feature/roses', object: { sha: 'a'.repeat(40) } });
    expect(branch).toMatchObject({ name: 'feature/roses', protected: true, commit: { sha: 'a'.repeat(40) } });
    github.branches.delete('feature/roses');
    expect((await refusalOf(rest.git.getRef({ ...repo, ref: 'heads/feature/roses' }))).status).toBe(404);
    const refusal = await refusalOf(rest.repos.getBranch({ ...repo, branch: 'feature/roses' }));
    expect(refusal.response.data['message']).toBe('Branch not found');
  });

  it('has workflow runs', async () => {
    const { github, rest, repo } = open();
    const event = github.happens.pullRequest({ action: 'synchronize', number: 12 });
    const id = Number(event.env['GITHUB_RUN_ID']);
    const { data } = await rest.actions.getWorkflowRun({ ...repo, run_id: id });

    expect(data).toMatchObject({
      event: 'pull_request',
      status: 'in_progress',
      pull_requests: [{ number: 12 }],
    });
    expect((await refusalOf(rest.actions.getWorkflowRun({ ...repo, run_id: 1 }))).status).toBe(404);
  });

  it('has nothing else, and neither has another repository', async () => {
    const { rest, repo, github, octokit } = open();
    const refusals = [
      await refusalOf(rest.repos.get({ ...repo, repo: 'roses' })),
      await refusalOf(octokit.request('GET /user')),
    ];
    expect(refusals.map(({ response }) => response.data)).toEqual([
      { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
      { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
    ]);
    expect(github.violations()).toEqual(['GET /user (404): no such endpoint']);
    github.exchanges.splice(0);
  });
});

describe('contents', () => {
  const files = {
    'deploy/aci.yml': 'computeType: ACI\n',
    'deploy/smoke/requests.json': '[]',
    'large.bin': 'x'.repeat(MEGABYTE + 1),
  };

  it('are files, in JSON and raw', async () => {
    const { github, rest, repo } = open();
    github.files.set('main', files);
    const call = { ...repo, path: 'deploy/aci.yml', ref: 'main' };
    const { data } = await rest.repos.getContent(call);
    const raw = await rest.repos.getContent({ ...call, mediaType: { format: 'raw' } });

    expect(data).toMatchObject({ type: 'file', encoding: 'base64', size: 17, path: 'deploy/aci.yml' });
    expect(Buffer.from((data as { content: string }).content, 'base64').toString()).toBe(
      'computeType: ACI\n',
    );
    expect(raw.data).toBe('computeType: ACI\n');
  });

  it('are folders', async () => {
    const { github, rest, repo } = open();
    github.files.set('main', files);
    const list = async (path: string): Promise<unknown> =>
      ((await rest.repos.getContent({ ...repo, path })).data as { type: string; path: string }[]).map(
        (entry) => `${entry.type} ${entry.path}`,
      );

    expect(await list('')).toEqual(['dir deploy', 'file large.bin']);
    expect(await list('deploy')).toEqual(['file deploy/aci.yml', 'dir deploy/smoke']);
  });

  it('of more than a megabyte come raw only', async () => {
    const { github, rest, repo } = open();
    github.files.set('main', files);
    const call = { ...repo, path: 'large.bin' };
    const raw = await rest.repos.getContent({ ...call, mediaType: { format: 'raw' } });

    expect((await rest.repos.getContent(call)).data).toMatchObject({ encoding: 'none', content: '' });
    expect(raw.data).toHaveLength(MEGABYTE + 1);
  });

  it('of more than a hundred megabytes do not come at all', async () => {
    const { github, rest, repo } = open();
    github.files.set('main', { 'huge.bin': Buffer.alloc(100 * MEGABYTE + 1) });
    const call = { ...repo, path: 'huge.bin', mediaType: { format: 'raw' } };
    const { status, response } = await refusalOf(rest.repos.getContent(call));

    expect(status).toBe(403);
    expect(response.data).toMatchObject({ errors: [{ code: 'too_large' }] });
  });

  it('are found by branch, commit and pull request', async () => {
    const { github, rest, repo } = open();
    const pull = github.pulls.get(12);
    github.files.set('better-model', { 'a.txt': 'of the branch' });
    github.files.set('refs/pull/12/merge', { 'a.txt': 'of the merge' });
    const read = async (ref = ''): Promise<unknown> =>
      (await rest.repos.getContent({ ...repo, path: 'a.txt', ref, mediaType: { format: 'raw' } })).data;

    expect(await read('better-model')).toBe('of the branch');
    expect(await read(pull?.head.sha)).toBe('of the branch');
    expect(await read(pull?.mergeCommitSha ?? '')).toBe('of the merge');
  });

  it('that are not there are not found, in the words for a path and for a ref', async () => {
    const { rest, repo } = open();
    const message = async (more: object): Promise<unknown> =>
      (await refusalOf(rest.repos.getContent({ ...repo, path: 'a.txt', ...more }))).response.data['message'];

    expect(await message({})).toBe('Not Found');
    expect(await message({ ref: 'gone' })).toBe('No commit found for the ref gone');
  });
});

describe('GraphQL', () => {
  it('tells who the token acts for', async () => {
    const { octokit } = open();
    expect(await octokit.graphql('query { viewer { login } }')).toEqual({
      viewer: { login: 'github-actions[bot]' },
    });
  });

  it('knows no other query', async () => {
    const { octokit } = open();
    const call = octokit.graphql('query Of($id: ID!) { node(id: $id) { id } }', { id: 'x' });
    await expect(call).rejects.toThrow("Field 'node' doesn't exist on type 'Query'");
  });
});
