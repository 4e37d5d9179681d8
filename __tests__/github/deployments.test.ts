import { describe, expect, it } from '@jest/globals';
import type { NewDeployment } from '../../src/github/deployments.ts';
import { createDeployment, retireDeployments, setStatus } from '../../src/github/deployments.ts';
import type { LocalGitHub, LocalGitHubOptions } from '../../local-github/github.ts';
import { useGitHub } from '../local-github/client.ts';
import { localApi } from './local-api.ts';

const open = useGitHub();
const newGitHub = (options?: LocalGitHubOptions): LocalGitHub => open(options).github;

function wanted(github: LocalGitHub, change: Partial<NewDeployment> = {}): NewDeployment {
  const { sha } = github.branches.get('main') ?? { sha: '' };
  return {
    service: 'iris',
    containerGroup: 'iris-1a2b3c4d',
    environment: 'production',
    commit: sha,
    isTransient: false,
    isProduction: true,
    description: 'iris',
    ...change,
  };
}

/** Makes a Deployment and brings it into a state. Resolves to its id. */
async function deployed(
  github: LocalGitHub,
  state: 'success' | 'failure' | 'error' | 'in_progress' | undefined,
  change: Partial<NewDeployment> = {},
): Promise<number> {
  const api = localApi(github);
  const deployment = await createDeployment(api, wanted(github, change));
  if (state) await setStatus(api, deployment, { state });
  return deployment.id;
}

function statesOf({ deployments }: LocalGitHub): (string | undefined)[] {
  return deployments.map(({ statuses }) => statuses.at(-1)?.state);
}

it('is made although checks of the commit are still running and the branch is behind', async () => {
  const github = newGitHub();
  github.branches.set('main', { ...github.branches.get('main'), sha: wanted(github).commit, behind: true });
  const deployment = await createDeployment(
    localApi(github),
    wanted(github, { description: `a\n${'x'.repeat(200)}` }),
  );
  expect(deployment).toEqual({
    id: github.deployments[0]?.id,
    service: 'iris',
    containerGroup: 'iris-1a2b3c4d',
    environment: 'production',
  });
  expect(github.deployments).toMatchObject([
    {
      task: 'deploy:iris',
      payload: { service: 'iris', containerGroup: 'iris-1a2b3c4d' },
      production: true,
      transient: false,
      description: `a ${'x'.repeat(137)}…`,
    },
  ]);
});

it('gets statuses with links, and descriptions that GitHub takes', async () => {
  const github = newGitHub();
  const api = localApi(github);
  const deployment = await createDeployment(api, wanted(github));
  const logUrl = 'https://github.com/octo-org/iris-service/actions/runs/1';
  await setStatus(api, deployment, { state: 'in_progress', logUrl });
  await setStatus(api, deployment, {
    state: 'success',
    description: 'y'.repeat(141),
    environmentUrl: 'http://iris.westeurope.azurecontainer.io/score',
    logUrl,
  });
  expect(github.deployments[0]?.statuses).toMatchObject([
    { state: 'in_progress', logUrl, environmentUrl: '' },
    {
      state: 'success',
      description: `${'y'.repeat(139)}…`,
      environmentUrl: 'http://iris.westeurope.azurecontainer.io/score',
    },
  ]);
});

it('leaves those of other services in the environment as they are', async () => {
  const github = newGitHub();
  const place = { environment: 'staging', isProduction: false };
  await deployed(github, 'success', { ...place, service: 'wine' });
  await deployed(github, 'success', place);
  expect(statesOf(github)).toEqual(['success', 'success']);
});

describe('what is set inactive', () => {
  it('is what was active before, up to what is inactive already', async () => {
    const github = newGitHub();
    for (const state of ['success', 'success'] as const) await deployed(github, state);
    await retireDeployments(localApi(github), { service: 'iris', containerGroup: 'iris-1a2b3c4d' });
    for (const state of ['success', 'failure', 'in_progress', undefined, 'error'] as const)
      await deployed(github, state);
    const id = await deployed(github, 'success');
    const later = await deployed(github, 'in_progress');
    const own = { service: 'iris', containerGroup: 'iris-1a2b3c4d', environment: 'production', id };
    const before = github.exchanges.length;
    expect(await retireDeployments(localApi(github), own)).toBe(3);
    expect(statesOf(github)).toEqual([
      'inactive',
      'inactive',
      'inactive',
      'failure',
      'inactive',
      'inactive',
      'error',
      'success',
      'in_progress',
    ]);
    expect(later).toBeGreaterThan(id);
    // One list, a look at each of six, and three statuses: the oldest is not looked at.
    expect(github.exchanges.length - before).toBe(1 + 6 + 3);
  });

  it('is only of the same service, container group and environment', async () => {
    const github = newGitHub();
    await deployed(github, 'success', { service: 'wine' });
    await deployed(github, 'success', { containerGroup: 'iris-of-another-region' });
    await deployed(github, 'success', { environment: 'staging' });
    await deployed(github, 'success');
    const id = await deployed(github, 'success');
    await retireDeployments(localApi(github), {
      service: 'iris',
      containerGroup: 'iris-1a2b3c4d',
      environment: 'production',
      id,
    });
    expect(statesOf(github)).toEqual(['success', 'success', 'success', 'inactive', 'success']);
  });

  it('is everything of a service that is gone, in whatever environment', async () => {
    const github = newGitHub();
    await deployed(github, 'success', { environment: 'staging' });
    await deployed(github, 'failure');
    await deployed(github, 'success');
    const service = { service: 'iris', containerGroup: 'iris-1a2b3c4d' };
    expect(await retireDeployments(localApi(github), service)).toBe(2);
    expect(statesOf(github)).toEqual(['inactive', 'failure', 'inactive']);
    expect(await retireDeployments(localApi(github), service)).toBe(0);
  });

  it('is not what another workflow has written in its own way', async () => {
    const github = newGitHub();
    const api = localApi(github);
    await api.call({ doing: 'x', permission: 'y' }, ({ rest }) =>
      rest.repos.createDeployment({
        owner: api.owner,
        repo: api.repo,
        ref: 'main',
        task: 'deploy:iris',
        auto_merge: false,
        required_contexts: [],
        payload: 'text',
      }),
    );
    expect(await retireDeployments(api, { service: 'iris', containerGroup: 'iris-1a2b3c4d' })).toBe(0);
  });
});

it('is refused without the permission, and it is told which', async () => {
  const github = newGitHub({ permissions: { contents: 'read' } });
  await expect(createDeployment(localApi(github), wanted(github))).rejects.toMatchObject({
    isPermission: true,
    findings: [expect.objectContaining({ remedy: expect.stringContaining('`deployments: write`') })],
  });
});
