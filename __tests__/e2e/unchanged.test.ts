import { describe, expect, it } from '@jest/globals';
import type { GroupRecord } from '../../local-azure/container-instance/group-record.ts';
import type { Exchange } from '../../local-azure/types.ts';
import { irisRepository } from './support/repository.ts';
import { MODELS, MOST_CALLS, onlyGroup, unchanged, updated, watchedDeploys } from './support/watched.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const deploy = watchedDeploys(bench);
const group = (): GroupRecord => onlyGroup(bench);

const BASE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

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

  it('asks once more for each further model, also for one without a version', async () => {
    const repository = await irisRepository({
      'score.py': 'def init():\n    pass\n\n\ndef run(data):\n    return {}\n',
    });
    await repository.remove('smoke-test.json');
    for (const name of ['rose', 'tulip'])
      await bench.azure.registerModel({ name, version: '1', files: { 'model.txt': name } });
    const inputs = { name: 'flowers', models: 'iris:3\nrose:1\ntulip' };
    expect(await bench.deploy(repository, { with: inputs })).toMatchObject({ exitCode: 0 });
    const mark = bench.azure.exchanges.length;
    expect(await bench.deploy(repository, { with: inputs })).toMatchObject(unchanged);
    const calls = bench.azure.exchanges.slice(mark).filter(({ host }) => host === 'management.azure.com');
    expect(calls.length).toBeLessThanOrEqual(MOST_CALLS + 3);
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
