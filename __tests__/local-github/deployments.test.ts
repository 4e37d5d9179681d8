import { describe, expect, it } from '@jest/globals';
import type { DeploymentState } from '../../local-github/state.ts';
import { refusalOf, useGitHub } from './client.ts';
import type { Bench } from './client.ts';

const open = useGitHub();
/** No check is waited for and nothing merged. */
const PLAIN = { required_contexts: [], auto_merge: false };

async function deploy({ rest, repo }: Bench, environment: string, more: object = {}): Promise<number> {
  const { data } = await rest.repos.createDeployment({
    ...repo,
    ref: 'main',
    environment,
    ...PLAIN,
    ...more,
  });
  if (!('id' in data)) throw new Error(data.message);
  return data.id;
}

async function report({ rest, repo }: Bench, id: number, state: DeploymentState, more = {}): Promise<void> {
  await rest.repos.createDeploymentStatus({ ...repo, deployment_id: id, state, ...more });
}

function statesOf({ github }: Bench): string[] {
  return github.deployments.map(({ statuses }) => statuses.map(({ state }) => state).join(' '));
}

describe('deployments', () => {
  it('are made, told of, and listed with the newest first', async () => {
    const bench = open();
    const { github, rest, repo } = bench;
    const first = await deploy(bench, 'pr-12', { transient_environment: true, payload: { service: 'iris' } });
    const second = await deploy(bench, 'production');

    expect(github.deployments).toMatchObject([
      {
        environment: 'pr-12',
        transient: true,
        production: false,
        payload: { service: 'iris' },
        task: 'deploy',
      },
      {
        environment: 'production',
        transient: false,
        production: true,
        sha: github.branches.get('main')?.sha,
      },
    ]);
    const ids = async (filter: object): Promise<number[]> =>
      (await rest.repos.listDeployments({ ...repo, ...filter })).data.map(({ id }) => id);
    expect(await ids({})).toEqual([second, first]);
    expect(await ids({ environment: 'pr-12' })).toEqual([first]);
    expect(await ids({ environment: 'pr-12', task: 'other' })).toEqual([]);
    expect(await ids({ ref: 'main', per_page: 1 })).toEqual([second]);
    expect(await ids({ sha: '0'.repeat(40) })).toEqual([]);
    const { data } = await rest.repos.getDeployment({ ...repo, deployment_id: first });
    expect(data).toMatchObject({ environment: 'pr-12', creator: { login: 'github-actions[bot]' } });
  });

  it('take every kind of ref that is there', async () => {
    const bench = open();
    const pull = bench.github.pulls.get(12);
    const refs = ['main', 'refs/heads/main', 'better-model', 'refs/pull/12/merge', pull?.head.sha];
    for (const ref of refs) await deploy(bench, 'pr-12', { ref });

    const { head, mergeCommitSha } = pull ?? {};
    const main = bench.github.branches.get('main')?.sha;
    expect(bench.github.deployments.map(({ sha }) => sha)).toEqual([
      ...[main, main, head?.sha, mergeCommitSha, head?.sha],
    ]);
  });

  it('are refused for a ref that is not there', async () => {
    const { rest, repo } = open();
    const refusal = await refusalOf(rest.repos.createDeployment({ ...repo, ref: 'gone', ...PLAIN }));
    expect(refusal.status).toBe(422);
    expect(refusal.response.data['message']).toBe('No ref found for: gone');
  });

  it('wait for all checks by default, the running job among them', async () => {
    const { rest, repo, github } = open();
    const call = { ...repo, ref: 'main', auto_merge: false };
    const refusal = await refusalOf(rest.repos.createDeployment(call));
    expect(refusal.status).toBe(409);
    expect(refusal.response.data).toMatchObject({
      message: 'Conflict: Commit status checks failed for main.',
      errors: [{ contexts: [{ context: 'deploy', state: 'pending' }], field: 'required_contexts' }],
    });
    github.pendingChecks.clear();
    expect((await rest.repos.createDeployment(call)).status).toBe(201);
  });

  it('merge the default branch first by default, and deploy nothing then', async () => {
    const { rest, repo, github } = open();
    github.branches.set('better-model', { sha: 'a'.repeat(40), behind: true });
    const call = { ...repo, ref: 'better-model', required_contexts: [] };
    const { status, data } = await rest.repos.createDeployment(call);
    expect({ status, data }).toEqual({
      status: 202,
      data: { message: 'Auto-merged main into better-model on deployment.' },
    });
    expect(github.deployments).toEqual([]);
    expect((await rest.repos.createDeployment(call)).status).toBe(201);
  });
});

describe('statuses of deployments', () => {
  it('are listed with the newest first', async () => {
    const bench = open();
    const id = await deploy(bench, 'pr-12');
    await report(bench, id, 'in_progress', { log_url: 'https://github.com/run' });
    await report(bench, id, 'success', {
      environment_url: 'http://iris.example/score',
      description: 'Healthy',
    });

    const { data } = await bench.rest.repos.listDeploymentStatuses({ ...bench.repo, deployment_id: id });
    expect(data).toMatchObject([
      { state: 'success', environment_url: 'http://iris.example/score', description: 'Healthy', log_url: '' },
      { state: 'in_progress', log_url: 'https://github.com/run', target_url: 'https://github.com/run' },
    ]);
  });

  it('make earlier deployments to the environment inactive', async () => {
    const bench = open();
    const [failed, old, other, latest] = [
      await deploy(bench, 'staging'),
      await deploy(bench, 'staging'),
      await deploy(bench, 'test'),
      await deploy(bench, 'staging'),
    ];
    await report(bench, failed, 'failure');
    await report(bench, old, 'success');
    await report(bench, other, 'success');
    await report(bench, latest, 'success');

    expect(statesOf(bench)).toEqual(['failure', 'success inactive', 'success', 'success']);
  });

  it.each([
    ['to production', 'production', {}],
    ['to a transient environment', 'pr-12', { transient_environment: true }],
  ])('leave earlier deployments %s as they are', async (_, environment, kind) => {
    const bench = open();
    await report(bench, await deploy(bench, environment, kind), 'success');
    await report(bench, await deploy(bench, environment, kind), 'success');

    expect(statesOf(bench)).toEqual(['success', 'success']);
  });

  it('leave earlier deployments as they are when told so', async () => {
    const bench = open();
    await report(bench, await deploy(bench, 'staging'), 'success');
    await report(bench, await deploy(bench, 'staging'), 'success', { auto_inactive: false });

    expect(statesOf(bench)).toEqual(['success', 'success']);
  });

  it.each([
    ['a long description', { description: 'x'.repeat(141) }, 'description'],
    ['a URL of another scheme', { environment_url: 'azureml://iris' }, 'environment_url'],
    ['no URL at all', { log_url: 'run 12' }, 'log_url'],
    ['an unknown state', { state: 'done' as 'success' }, 'state'],
  ])('are refused with %s', async (_, more, field) => {
    const bench = open();
    const id = await deploy(bench, 'staging');
    const refusal = await refusalOf(report(bench, id, 'success', more));

    expect(refusal.status).toBe(422);
    expect(refusal.response.data).toMatchObject({ errors: [{ resource: 'DeploymentStatus', field }] });
    expect(statesOf(bench)).toEqual(['']);
  });

  it('need a deployment', async () => {
    expect((await refusalOf(report(open(), 1, 'success'))).status).toBe(404);
  });
});
