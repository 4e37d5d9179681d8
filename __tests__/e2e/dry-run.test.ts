import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { headline, refused, writesOf } from './support/refusal.ts';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const SECOND_KEY = 'second-key-of-the-iris-tests-98765';
const PASSWORD = 'password-of-the-database-4711';
const PLAN_ONLY = { 'dry-run': 'true' };

/** The lines of a group of the log. */
function linesOf(log: string, title: RegExp): string {
  const lines = log.split('\n');
  const start = lines.findIndex((line) => line.startsWith('::group::') && title.test(line));
  const end = lines.indexOf('::endgroup::', start);
  expect(start).toBeGreaterThanOrEqual(0);
  return lines.slice(start + 1, end).join('\n');
}

describe('a dry run', () => {
  let run: ActionRunResult;
  let from: number;
  beforeAll(async () => {
    from = bench.azure.exchanges.length;
    run = await bench.deploy(await irisRepository(), {
      with: {
        ...PLAN_ONLY,
        'secondary-key': SECOND_KEY,
        'environment-variables': 'GREETING=hello world',
        'secure-environment-variables': `DB_PASSWORD=${PASSWORD}`,
        tags: 'team=flowers',
      },
    });
  });

  it('prints the container group that would be deployed', () => {
    expect(run.exitCode).toBe(0);
    const plan = parse(linesOf(run.log, /Container group iris-ae8c4672$/)) as unknown;
    expect(plan).toMatchObject({
      name: 'iris-ae8c4672',
      location: 'westeurope',
      osType: 'Linux',
      restartPolicy: 'Always',
      tags: { 'managed-by': 'aci-model-deploy', service: 'iris', team: 'flowers' },
      containers: [
        {
          name: 'iris',
          image: expect.stringMatching(/^mlregistry\.azurecr\.io\/aci-model-deploy\/iris:[0-9a-f]{32}$/),
          environmentVariables: expect.arrayContaining([
            { name: 'GREETING', value: 'hello world' },
            { name: 'DB_PASSWORD', secureValue: '***' },
          ]),
        },
        { name: 'iris-front-end', ports: [{ port: 80 }] },
      ],
      imageRegistryCredentials: [{ server: 'mlregistry.azurecr.io', password: '***' }],
      ipAddress: { type: 'Public', ports: [{ port: 80 }], dnsNameLabel: 'iris-ae8c4672' },
      volumes: [{ secret: { 'nginx.conf': '***' } }],
    });
  });

  it('shows the Dockerfile', () => {
    const dockerfile = linesOf(run.log, /Dockerfile of mlregistry\.azurecr\.io\/aci-model-deploy\/iris:/);
    expect(dockerfile).toMatch(/^FROM mcr\.microsoft\.com\/azureml\/minimal-py312-inference/);
    expect(dockerfile).toContain('\nENV AZUREML_ENTRY_SCRIPT="score.py"\n');
  });

  it('writes nothing', () => {
    expect(writesOf(bench.azure.exchanges.slice(from))).toEqual([]);
    expect(bench.azure.containerInstance.groups()).toEqual([]);
    expect(run.log).toContain(
      'Dry run: nothing was written. The container group iris-ae8c4672 would be created.',
    );
  });

  it('shows no secret in any encoding', () => {
    expectNoSecret(run, [KEY, SECOND_KEY, PASSWORD, bench.azure.info.clientSecret]);
  });

  it('sets the outputs that are known', () => {
    expect(run.outputs).toMatchObject({ result: 'planned', 'service-name': 'iris' });
    expect(JSON.parse(run.outputs['models'] ?? '')).toEqual([
      { name: 'iris', version: '3', bytes: 575, source: 'registered' },
    ]);
    for (const output of ['scoring-uri', 'state', 'image', 'fqdn', 'smoke-test'])
      expect(run.outputs[output] ?? '').toBe('');
  });
});

describe('a dry run that fails', () => {
  it('tells all findings of the pre-flight at once and sets the outputs known by then', async () => {
    const deployment = {
      computeType: 'aci',
      authEnabled: true,
      containerResourceRequirements: { cpu: 200, memoryInGB: 1 },
    };
    const { run, errors } = await refused(
      bench,
      await irisRepository({ 'deploymentconfig.json': deployment }),
      { with: { ...PLAN_ONLY, models: 'iris:3\nrose:1' } },
    );
    expect(errors.map(headline)).toEqual([
      expect.stringMatching(/^The model "rose" does not exist/),
      expect.stringMatching(/^The container group needs 200\.1 CPU/),
      expect.stringMatching(/^The quota for cores \(StandardCores\)/),
    ]);
    expect(run.outputs).toMatchObject({ 'service-name': 'iris' });
    expect(JSON.parse(run.outputs['models'] ?? '')).toMatchObject([{ name: 'iris', version: '3' }]);
    expect(run.outputs['result'] ?? '').toBe('');
  });
});
