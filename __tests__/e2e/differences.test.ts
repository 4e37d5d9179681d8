import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GroupRecord } from '../../local-azure/container-instance/group-record.ts';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { MODELS, MOST_CALLS, onlyGroup, unchanged, updated, watchedDeploys } from './support/watched.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const deploy = watchedDeploys(bench);
const group = (): GroupRecord => onlyGroup(bench);

/** Another key than the one that was deployed. */
const OTHER_KEY = 'other-key-of-the-iris-tests-9876543210';

beforeAll(async () => {
  expect((await deploy()).run).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
}, 30_000);

describe('drift', () => {
  it('made by hand is shown by a dry run, repaired by the next run, and then gone', async () => {
    const record = group();
    const before = JSON.stringify(record.body.properties);
    const { containers } = record.body.properties;
    const [scoring, ...others] = containers;
    if (!scoring) throw new Error('There is no scoring container.');
    const properties = {
      ...scoring.properties,
      environmentVariables: [
        ...(scoring.properties.environmentVariables ?? []),
        { name: 'BY_HAND', value: 'made-by-hand' },
      ],
    };
    record.body = {
      ...record.body,
      tags: { ...record.body.tags, service: 'iris', workspace: 'somewhere-else' },
      properties: { ...record.body.properties, containers: [{ ...scoring, properties }, ...others] },
    };

    const dry = await deploy({ 'dry-run': 'true' });
    expect(dry.run).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
    expect(dry.writes).toEqual([]);
    expect(dry.run.log).toContain('- containers[iris].environmentVariables[BY_HAND]');
    expect(dry.run.log).not.toContain('made-by-hand');
    expect(dry.run.log).toMatch(/~ tags\[workspace\]: somewhere-else -> \/subscriptions\//);

    expect((await deploy()).run).toMatchObject(updated);
    expect(JSON.stringify(group().body.properties)).toBe(before);
    expect((await deploy()).run).toMatchObject(unchanged);
  });

  it('is a stopped group as well', async () => {
    const record = group();
    await record.runtime.stop();
    record.markStopped();
    const { run } = await deploy();
    expect(run).toMatchObject(updated);
    expect(run.log).toContain('the container group is stopped');
  });

  it('is a service that does not answer with the revision that Azure shows', async () => {
    const inputs = { tags: 'team=flowers' };
    const { run: dry } = await deploy({ ...inputs, 'dry-run': 'true' });
    const [, revision = ''] = /^ *revision: (\w+)$/m.exec(dry.log) ?? [];
    const record = group();
    record.body = { ...record.body, tags: { ...record.body.tags, team: 'flowers', revision } };

    const { run } = await deploy(inputs);
    expect(run).toMatchObject(updated);
    expect(run.log).toContain('the service does not answer with its revision');
    expect((await deploy(inputs)).run).toMatchObject(unchanged);
    expect((await deploy()).run).toMatchObject(updated);
  });
});

describe('a dry run', () => {
  it('says that nothing would be written', async () => {
    const { run, calls, writes } = await deploy({ 'dry-run': 'true' });
    expect(writes).toEqual([]);
    expect(run.log).toContain('would be left as it is');
    expect(calls.length).toBeLessThanOrEqual(MOST_CALLS + MODELS);
  });

  it('shows what would be added, changed and removed', async () => {
    const { run, writes } = await deploy({
      'dry-run': 'true',
      'environment-variables': 'GREETING=hello',
      'secure-environment-variables': 'TOKEN=token-of-the-dry-run-0123',
      tags: 'team=flowers',
      'health-path': '/healthz',
    });
    expect([run.exitCode, writes]).toEqual([0, []]);
    for (const line of [
      '+ containers[iris].environmentVariables[GREETING]: hello',
      '+ containers[iris].environmentVariables[TOKEN]: ***',
      '+ tags[team]: flowers',
      '~ containers[iris].readinessProbe.httpGet.path: / -> /healthz',
    ])
      expect(run.log).toContain(line);
    expectNoSecret(run, [KEY, 'token-of-the-dry-run-0123']);
  });

  it('names a change that Azure does not show', async () => {
    const { run } = await deploy({ 'dry-run': 'true', 'primary-key': OTHER_KEY });
    expect(run.log).toContain('something that Azure does not show has changed: a key, a secure variable');
    expectNoSecret(run, [KEY, OTHER_KEY]);
  });

  it('says what replaces the group', async () => {
    const files = await irisRepository({
      'deploymentconfig.json': {
        computeType: 'ACI',
        containerResourceRequirements: { cpu: 2, memoryInGB: 2 },
      },
    });
    const run = await bench.deploy(files, { with: { 'dry-run': 'true' } });
    expect(run.log).toMatch(/~ containers\[iris\]\.resources\.requests\.cpu: \S+ -> 2 {2}\(replaces/);
  });
});
