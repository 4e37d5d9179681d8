import { describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { OWN_SERVER, ownServerDockerfile, pushImage } from './support/images.ts';
import { failureReport, waitedSeconds } from './support/report.ts';
import { irisRepository } from './support/repository.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

// Probes and back-off of the containers ten times as fast, as the Action's clock is.
const bench = useWorkbench({ groups: { pace: { secondMs: 100, backOffBaseMs: 1_000, graceMs: 200 } } });
const secrets = (): string[] => [KEY, bench.azure.info.clientSecret];

const script = (...lines: string[]): { 'score.py': string } => ({ 'score.py': `${lines.join('\n')}\n` });
const RUN = ['', '', 'def run(data):', '    return data'];
const RAISES = script(
  'import os',
  '',
  '',
  'def init():',
  '    with open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.pkl")):',
  '        pass',
  ...RUN,
);

describe('a service whose code fails', () => {
  it('at init(): ends the wait at the crash loop, with the line of the user', async () => {
    const run = await bench.deploy(await irisRepository(RAISES), { with: { name: 'raises' } });
    const { message, remedy, place, evidence } = failureReport(run, secrets());

    expect(message).toBe(
      'The service raises is not healthy: the container raises keeps crashing (exit code 3). ' +
        'The entry script does not find its model in score.py, line 5 (init): ' +
        "FileNotFoundError: [Errno 2] No such file or directory: '/var/azureml-app/azureml-models/iris/3/model.pkl'",
    );
    expect(remedy).toBe(
      'Build the path from the variable: os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.pkl").',
    );
    expect(place).toEqual({ file: 'score.py', line: 5 });
    expect(evidence).toEqual(
      expect.arrayContaining([
        'What points to the cause:',
        // No path of this machine: it is what a user of Azure would read.
        expect.stringMatching(
          /^ {4}File "\/opt\/miniconda\/envs\/amlenv\/lib\/python3\.12\/site-packages\/azureml_inference_server_http\//,
        ),
        '    File "/var/azureml-app/score.py", line 5, in init',
        '  The tree under AZUREML_MODEL_DIR:',
        expect.stringMatching(/^ {2}raises: .*exit code 3, restarts: [12]$/),
        '  raises: BackOff: Back-off restarting failed container',
        'Last lines of the log of raises:',
        expect.stringContaining("azmlinfsrv - User's init function failed"),
      ]),
    );
    expect(waitedSeconds(run)).toBeLessThan(120);
    // The group stays for a look at it; what is known of it is handed on.
    const { outputs } = run;
    expect(bench.group(outputs['container-group']?.split('/').at(-1) ?? '')).toBeDefined();
    expect(outputs).toMatchObject({ state: 'Failed', result: 'created', 'service-name': 'raises' });
    expect(outputs['image']).toMatch(/@sha256:[0-9a-f]{64}$/);
    expect(outputs).not.toHaveProperty('smoke-test');
  });

  it('at an import: names the package', async () => {
    const files = script('import lightgbm', '', '', 'def init():', '    pass', ...RUN);
    const run = await bench.deploy(await irisRepository(files), { with: { name: 'imports' } });
    const { message, remedy, place } = failureReport(run, secrets());

    expect(message).toContain(
      'The Python module lightgbm is not installed in the image; it is imported in score.py, line 1.',
    );
    expect(remedy).toBe(
      'Add the line "lightgbm" to the pip packages in inferenceconfig.json, with the version of the training.',
    );
    expect(place).toMatchObject({ file: 'inferenceconfig.json' });
  });

  it('at run(): the smoke test fails with the exception', async () => {
    const files = script('def init():', '    pass', '', '', 'def run(data):', '    return {}["species"]');
    const run = await bench.deploy(await irisRepository(files), { with: { name: 'run-raises' } });
    const { message, remedy, place, evidence, summary } = failureReport(run, secrets());

    expect(message).toBe(
      'Smoke test "a setosa and a virginica" failed: status: expected 200, got 500 (and 1 more line below). ' +
        "run() of the entry script failed in score.py, line 6 (run): KeyError: 'species'",
    );
    expect(remedy).toContain('Correct the script at that line, or the request');
    expect(place).toEqual({ file: 'score.py', line: 6 });
    expect(evidence).toContain("KeyError: 'species'");
    expect(run.outputs).toMatchObject({ state: 'Healthy', result: 'created' });
    expect(JSON.parse(run.outputs['smoke-test'] ?? '')).toMatchObject({ requests: 2, passed: 0 });
    expect(summary).toContain('0 of 2 smoke requests passed');
  });

  it('by never getting ready: ends at wait-timeout with what it was busy with', async () => {
    const files = script(
      'import time',
      '',
      '',
      'def init():',
      '    print("Loading")',
      '    time.sleep(900)',
      ...RUN,
    );
    const run = await bench.deploy(await irisRepository(files), {
      with: { name: 'slow', 'wait-timeout': '40s' },
    });
    const { message, remedy, evidence } = failureReport(run, secrets());

    expect(message).toBe(
      'The service slow is not healthy: it did not become so within 40 s (wait-timeout). ' +
        'Most likely: init() of the entry script had not ended when the time was up.',
    );
    expect(remedy).toMatch(/^If init\(\) only needs longer, raise wait-timeout/);
    expect(evidence).toContainEqual(
      expect.stringMatching(/slow: Unhealthy: Readiness probe failed: .* times\)$/),
    );
    expect(evidence).toContainEqual(expect.stringContaining('azmlinfsrv.print - Loading'));
    expect(run.outputs).toMatchObject({ state: 'Unhealthy', result: 'created' });
    expect(run.outputs['scoring-uri']).toBe(`http://${run.outputs['fqdn']}/score`);
    expect(waitedSeconds(run)).toBeGreaterThanOrEqual(40);
    expect(waitedSeconds(run)).toBeLessThan(60);
  });
});

describe('a service of an image that cannot run', () => {
  async function withImage(
    name: string,
    image: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<ActionRunResult> {
    return bench.deploy(await irisRepository(), { with: { name, image, models: '', ...more } });
  }

  it('does not exist: nothing is written', async () => {
    const run = await withImage('absent', 'mlregistry.azurecr.io/nothing:1');
    const { message, remedy } = failureReport(run, secrets());
    expect(message).toBe('The registry mlregistry.azurecr.io has no image mlregistry.azurecr.io/nothing:1.');
    expect(remedy).toBe('Push it first, or correct the repository or the tag.');
    expect(bench.azure.containerInstance.groups().map(({ name }) => name)).not.toContainEqual(
      expect.stringMatching(/^absent-/),
    );
  });

  it('does not exist in a registry that cannot be asked: ends at the third failed pull', async () => {
    const run = await withImage('gone', 'ghcr.io/no-such/image:1');
    const { message, evidence } = failureReport(run, secrets());
    expect(message).toBe(
      'The service gone is not healthy: the image ghcr.io/no-such/image:1 cannot be pulled. ' +
        'The image does not exist in the registry.',
    );
    expect(evidence).toContainEqual(
      expect.stringMatching(/^ {2}gone: Failed: Failed to pull image .* \([3-9] times\)$/),
    );
    expect(run.outputs).toMatchObject({ state: 'Failed', result: 'created' });
    expect(waitedSeconds(run)).toBeLessThan(120);
  });

  it('may not be pulled with the password given: Azure takes nothing', async () => {
    const password = 'not-the-password-of-the-registry';
    await pushOwnServer('own:1');
    const run = await withImage('refused', 'mlregistry.azurecr.io/own:1', {
      'registry-username': 'somebody',
      'registry-password': password,
    });
    const { message, remedy } = failureReport(run, [...secrets(), password]);
    expect(message).toMatch(/^Could not deploy the container group refused-[0-9a-f]{8}: InaccessibleImage: /);
    expect(remedy).toContain('registry-username and registry-password');
    expect(run.outputs).toMatchObject({ 'service-name': 'refused' });
    expect(run.outputs).not.toHaveProperty('state');
    expect(run.outputs).not.toHaveProperty('container-group');
  });

  it('has no scoring server', async () => {
    const dockerfile =
      'FROM mcr.microsoft.com/azurelinux/base/python:3.12\nCMD ["azmlinfsrv", "--entry_script", "score.py"]\n';
    const { image } = await pushImage(bench.azure, { name: 'no-server:1', dockerfile });
    const run = await withImage('no-server', image);
    const { message, remedy } = failureReport(run, secrets());
    expect(message).toMatch(/^The service no-server is not healthy: .* The image has no scoring server\.$/);
    expect(remedy).toContain('Add azureml-inference-server-http to the pip packages');
  });

  it('listens on another port', async () => {
    const image = await pushOwnServer('own:2');
    const run = await withImage('port', image, { port: '9000', 'wait-timeout': '30s' });
    const { message, remedy } = failureReport(run, secrets());
    expect(message).toContain(
      'within 30 s (wait-timeout). Most likely: Nothing listens on port 9000 in the container port.',
    );
    expect(remedy).toContain('or name its port in the input port');
  });

  it('has another health path', async () => {
    const image = await pushOwnServer('own:3');
    const run = await withImage('health', image, { port: '8000', 'wait-timeout': '30s' });
    const { message, remedy } = failureReport(run, secrets());
    expect(message).toContain('The server answers 404 to GET /, so it never counts as ready.');
    expect(remedy).toContain('in the input health-path');
  });

  async function pushOwnServer(name: string): Promise<string> {
    const dockerfile = ownServerDockerfile(8000);
    return (await pushImage(bench.azure, { name, dockerfile, files: { 'server.py': OWN_SERVER } })).image;
  }
});
