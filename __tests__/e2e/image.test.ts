import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { OWN_SERVER, ownServerDockerfile, pushImage } from './support/images.ts';
import { emptyRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const OWN = { port: '8000', 'health-path': '/ready', 'scoring-path': '/predict' };
const ECHO = { requests: [{ name: 'echo', body: { a: 1 }, expect: { contains: { echo: { a: 1 } } } }] };

/** Deploys a prebuilt image from a repository that holds a deployment config and a smoke test only. */
async function deployImage(
  name: string,
  image: string,
  inputs: Readonly<Record<string, string>>,
  smoke: object = ECHO,
): Promise<ActionRunResult> {
  const repository = await emptyRepository();
  await repository.write('deploymentconfig.json', { computeType: 'ACI', authEnabled: true });
  await repository.write('smoke-test.json', smoke);
  return bench.deploy(repository, { with: { name, image, models: '', ...inputs } });
}

async function pushOwn(
  name: string,
  version: string,
  server?: string,
): Promise<{ image: string; digest: string }> {
  const dockerfile = ownServerDockerfile(8000, version);
  return pushImage(bench.azure, {
    name,
    dockerfile,
    files: { 'server.py': OWN_SERVER },
    ...(server && { server }),
  });
}

/** The last body that was sent for a group. */
function sentProperties(run: ActionRunResult): Record<string, unknown> {
  const group = run.outputs['container-group'] ?? '';
  const put = bench.azure.exchanges.findLast(({ method, url }) => method === 'PUT' && url.startsWith(group));
  return (put?.requestBody as { properties: Record<string, unknown> }).properties;
}

const asked = (action: RegExp): number => bench.azure.exchanges.filter(({ url }) => action.test(url)).length;
const builds = (): number => asked(/scheduleRun/i);
const passwordsRead = (): number => asked(/listCredentials/i);

describe('an image with a server of its own', () => {
  let first: ActionRunResult;
  let digest: string;

  beforeAll(async () => {
    const pushed = await pushOwn('own:1', '1');
    digest = pushed.digest;
    first = await deployImage('own', pushed.image, OWN);
  }, 180_000);

  it('is deployed by its digest, without a build', () => {
    expect(first).toMatchObject({
      exitCode: 0,
      outputs: {
        state: 'Healthy',
        result: 'created',
        image: `mlregistry.azurecr.io/own@${digest}`,
        models: '[]',
      },
    });
    expect(builds()).toBe(0);
    expect(first.log).toContain(`Nothing to build: mlregistry.azurecr.io/own@${digest}`);
    expect(first.annotations).toContainEqual(
      expect.objectContaining({
        level: 'notice',
        message: expect.stringContaining('The tag 1 can be moved'),
      }),
    );
  });

  it('is probed on its health path and called on its scoring path', async () => {
    expect(first.outputs['scoring-uri']).toBe(`http://${first.outputs['fqdn']}/predict`);
    const call = { method: 'POST', body: '{"b": 2}' };
    const answer = await bench.call(first.outputs['scoring-uri'], { ...call, key: KEY });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { echo: { b: 2 }, version: '1' }]);
    expect((await bench.call(first.outputs['scoring-uri'], call)).status).toBe(401);
    const host = first.outputs['scoring-uri'];
    expect((await bench.call(host, { path: '/ready' })).status).toBe(200);
    expect((await bench.call(host, { path: '/' })).status).toBe(401);
  });

  it('is updated in place to a new tag: same address, another revision', async () => {
    const { image, digest: newDigest } = await pushOwn('own:2', '2');
    const run = await deployImage('own', image, OWN);

    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { result: 'updated', state: 'Healthy', image: `mlregistry.azurecr.io/own@${newDigest}` },
    });
    expect(newDigest).not.toBe(digest);
    for (const name of ['fqdn', 'ip-address', 'container-group'])
      expect(run.outputs[name]).toBe(first.outputs[name]);
    const answer = await bench.call(run.outputs['scoring-uri'], { method: 'POST', key: KEY, body: '{}' });
    expect(JSON.parse(answer.body)).toMatchObject({ version: '2' });
  });
});

it('an image that is an inference image already needs no input but its name', async () => {
  const files = {
    'score.py': 'def init():\n    pass\n\n\ndef run(data):\n    return {"scored": data}\n',
  };
  const dockerfile = [
    'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest',
    'COPY score.py /var/azureml-app/score.py',
    'ENV AZUREML_ENTRY_SCRIPT=score.py',
    '',
  ].join('\n');
  const { image } = await pushImage(bench.azure, { name: 'team/inference:v1.2', dockerfile, files });
  const run = await deployImage(
    'inference',
    image,
    {},
    { requests: [{ body: 'x', expect: { contains: {} } }] },
  );

  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'created' } });
  const answer = await bench.call(run.outputs['scoring-uri'], { method: 'POST', key: KEY, body: '"x"' });
  expect(JSON.parse(answer.body)).toEqual({ scored: '"x"' });
});

it('an image of another registry is pulled with user name and password', async () => {
  const password = 'token-of-the-other-registry';
  await pushOwn('team/own:1', '1', 'registry.example.com');
  const run = await deployImage('other', 'registry.example.com/team/own:1', {
    ...OWN,
    'registry-username': 'robot',
    'registry-password': password,
  });
  expect(run).toMatchObject({
    exitCode: 0,
    outputs: { state: 'Healthy', image: 'registry.example.com/team/own:1' },
  });
  expect(sentProperties(run)['imageRegistryCredentials']).toEqual([
    { server: 'registry.example.com', username: 'robot', password },
  ]);
  expectNoSecret(run, [password, KEY]);
});

it('an image of the registry is pulled with an identity', async () => {
  const identity = `/subscriptions/${bench.azure.info.subscriptionId}/resourceGroups/ml-prod/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller`;
  const { image } = await pushOwn('identity:1', '1');
  const before = passwordsRead();
  const run = await deployImage('identity', image, { ...OWN, 'registry-identity': identity });

  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
  expect(sentProperties(run)['imageRegistryCredentials']).toEqual([
    { server: 'mlregistry.azurecr.io', identity },
  ]);
  // The admin user's password is not even asked for.
  expect(passwordsRead()).toBe(before);
});

it('models beside an image are not put into it, and the run says so', async () => {
  const { image } = await pushOwn('with-models:1', '1');
  const run = await deployImage('models', image, { ...OWN, models: 'iris:3', 'dry-run': 'true' });
  expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
  expect(run.annotations).toContainEqual(
    expect.objectContaining({
      level: 'notice',
      title: 'Input models',
      message: expect.stringContaining('the models are checked and reported but not put into it'),
    }),
  );
});
