import { afterEach, describe, expect, it } from '@jest/globals';
import { failureReport } from './support/report.ts';
import type { FailureReport } from './support/report.ts';
import { irisRepository } from './support/repository.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();

const withEnvironment = (environment: object): object => ({ entryScript: 'score.py', environment });
const pip = (...packages: string[]): object =>
  withEnvironment({ python: { condaDependencies: { dependencies: [{ pip: packages }] } } });
const conda = (...packages: string[]): object =>
  withEnvironment({
    docker: { baseImage: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest' },
    python: { condaDependencies: { channels: ['conda-forge'], dependencies: packages } },
  });

async function failedBuild(inferenceconfig: object): Promise<FailureReport> {
  const repository = await irisRepository({ 'inferenceconfig.json': inferenceconfig });
  const run = await bench.deploy(repository);
  const report = failureReport(run, [KEY, bench.azure.info.clientSecret]);
  // What was known before is handed on, and nothing was deployed.
  expect(JSON.parse(run.outputs['models'] ?? '')).toHaveLength(1);
  expect(run.outputs['service-name']).toBe('iris');
  for (const name of ['image', 'state', 'result', 'container-group', 'scoring-uri'])
    expect(run.outputs).not.toHaveProperty(name);
  expect(bench.azure.containerInstance.groups()).toEqual([]);
  return report;
}

afterEach(() => {
  bench.azure.switches.registryTasks = true;
  bench.azure.faults.clear();
});

describe('a build that fails', () => {
  it('for a pip package that no index has', async () => {
    const { message, remedy, evidence } = await failedBuild(pip('no-such-package-x==1.2'));
    expect(message).toBe('The image could not be built: pip finds no package that fits no-such-package-x.');
    expect(remedy).toBe(
      'Check the name and the version, and that this version supports the Python of the environment.',
    );
    expect(evidence[0]).toMatch(/^Run cb\w+ in mlregistry\.azurecr\.io: Failed$/);
    expect(evidence[1]).toMatch(/^Step \d+\/\d+ : RUN python -m pip install /);
    expect(evidence).toContain('ERROR: No matching distribution found for no-such-package-x');
    expect(evidence.at(-1)).toMatch(/^The command '.*' returned a non-zero code: 1$/);
  });

  it('for a conda package that no channel has', async () => {
    const { message, remedy, evidence } = await failedBuild(conda('python=3.12', 'no-such-package-y'));
    expect(message).toBe('The image could not be built: conda finds not all packages in the channels.');
    expect(remedy).toContain('most packages are in conda-forge');
    expect(evidence).toContain('  - no-such-package-y');
  });

  it('for a base image that does not exist', async () => {
    const { message, remedy } = await failedBuild(
      withEnvironment({ docker: { baseImage: 'mcr.microsoft.com/no/such-image:1' } }),
    );
    expect(message).toBe(
      'The image could not be built: the base image mcr.microsoft.com/no/such-image:1 cannot be pulled.',
    );
    expect(remedy).toContain('Check environment.docker.baseImage');
  });

  it.each([
    ['canceled', 'somebody or something cancelled it.', 'Run again.'],
    ['timeout', 'it took longer than the registry allows.', 'Ask for fewer packages'],
    ['error', 'the registry could not run it.', 'Run again, or build the image elsewhere'],
  ] as const)('that ends %s', async (outcome, why, what) => {
    bench.azure.faults.add({ kind: 'build', outcome });
    const { message, remedy } = await failedBuild(pip('numpy', outcome));
    expect(message).toBe(`The image could not be built: ${why}`);
    expect(remedy).toContain(what);
  });

  it('because the subscription has no builds', async () => {
    bench.azure.switches.registryTasks = false;
    const { message, remedy, summary } = await failedBuild(pip('numpy'));
    expect(message).toBe(
      'The registry mlregistry may not build images (TasksOperationsNotAllowed): free subscriptions have no builds.',
    );
    expect(remedy).toContain('name it with the input image');
    expect(summary).toContain('Azure error `TasksOperationsNotAllowed`');
  });
});

it('the build log is folded, and shows no secret of the upload', async () => {
  const run = await bench.deploy(await irisRepository({ 'inferenceconfig.json': pip('no-such-package-z') }));
  const lines = run.log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const from = lines.findIndex((line) => line.startsWith('::group::Building aci-model-deploy/iris:'));
  const to = lines.indexOf('::endgroup::', from);
  expect(from).toBeGreaterThan(0);
  expect(lines.slice(from, to).join('\n')).toContain('No matching distribution found for no-such-package-z');
  expect(lines.join('\n')).not.toMatch(/[?&]sig=/);
});
