import { describe, expect, it } from '@jest/globals';
import type { Exchange } from '../../local-azure/types.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { UserRepository } from './support/repository.ts';
import { irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();

/** Calls of Resource Manager that a run without a change may make, besides one for each registered model. */
const MOST_CALLS = 5;
const MODELS = 1;
const BASE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

let repository: UserRepository | undefined;

interface Watched {
  readonly run: ActionRunResult;
  /** What Resource Manager was asked. */
  readonly calls: readonly Exchange[];
  readonly writes: readonly string[];
}

/** Deploys the same repository again. Updates go straight to the group: how they go is not the matter here. */
async function deploy(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Watched> {
  repository ??= await irisRepository();
  const mark = bench.azure.exchanges.length;
  const run = await bench.deploy(repository, { with: { strategy: 'in-place', ...inputs }, env });
  const calls = bench.azure.exchanges.slice(mark).filter(({ host }) => host === 'management.azure.com');
  const writes = calls
    .filter(({ method, url }) => method !== 'GET' && !/\/list\w+(?:\?|$)/.test(url))
    .map(({ method, url }) => `${method} ${url.split('?')[0]?.split('/').slice(-2).join('/') ?? ''}`);
  return { run, calls, writes };
}

/** The container group of these tests. */
function group(): NonNullable<ReturnType<typeof bench.group>> {
  const [found] = bench.azure.containerInstance.groups();
  if (!found) throw new Error('There is no container group.');
  return found;
}

const unchanged = { exitCode: 0, outputs: { result: 'unchanged', state: 'Healthy' } };
const updated = { exitCode: 0, outputs: { result: 'updated', state: 'Healthy' } };

describe('a run without a change', () => {
  it(`writes nothing, tests the service, and asks Resource Manager ${MOST_CALLS} times and once for the model`, async () => {
    const first = await deploy();
    expect(first.run).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });

    const { run, calls, writes } = await deploy();

    expect(run).toMatchObject(unchanged);
    expect(writes).toEqual([]);
    expect(calls.map(({ method, url }) => `${method} ${url}`).length).toBeLessThanOrEqual(
      MOST_CALLS + MODELS,
    );
    expect(calls.filter(({ url }) => /capabilities|usages|listCredentials/.test(url))).toEqual([]);
    expect(JSON.parse(run.outputs['smoke-test'] ?? '')).toMatchObject({ result: 'passed', requests: 2 });
    for (const output of ['scoring-uri', 'swagger-uri', 'fqdn', 'ip-address', 'image', 'container-group'])
      expect([output, run.outputs[output]]).toEqual([output, first.run.outputs[output]]);
  });

  it('is one of another commit, run and repository as well', async () => {
    const env = { GITHUB_SHA: 'f'.repeat(40), GITHUB_RUN_ID: '99', GITHUB_REPOSITORY: 'octo/renamed' };
    const { run, writes } = await deploy({}, env);
    expect([run.outputs['result'], writes]).toEqual(['unchanged', []]);
  });

  it('leaves what Azure Policy has put onto the group', async () => {
    const record = group();
    record.body = { ...record.body, tags: { ...record.body.tags, 'cost-center': '42' } };
    expect((await deploy()).run).toMatchObject(unchanged);
  });

  it('is no such run with redeploy: always', async () => {
    const { run, writes } = await deploy({ redeploy: 'always' });
    expect(run).toMatchObject(updated);
    expect(writes).toHaveLength(1);
    expect((await deploy()).run).toMatchObject(unchanged);
  });
});

describe('a patched base image', () => {
  const builds = (calls: readonly Exchange[]): number =>
    calls.filter(({ url }) => url.includes('/scheduleRun')).length;

  it('is built upon and deployed; the same one is not', async () => {
    const { image } = (await deploy()).run.outputs;
    bench.azure.images.moveTag('mcr.microsoft.com/azurelinux/base/core:latest');
    expect((await deploy()).run).toMatchObject(unchanged);

    bench.azure.images.moveTag(BASE);
    const { run, calls } = await deploy();
    expect(run).toMatchObject(updated);
    expect(builds(calls)).toBe(1);
    expect(run.outputs['image']).not.toBe(image);

    const again = await deploy();
    expect(again.run).toMatchObject(unchanged);
    expect(builds(again.calls)).toBe(0);
  });
});
