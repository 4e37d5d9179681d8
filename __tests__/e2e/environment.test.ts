import { describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { UserRepository } from './support/repository.ts';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();

/** Tells the environment that the container has, and the files below its model folder. */
const SHOW = [
  'import json',
  'import os',
  '',
  '',
  'def init():',
  '    pass',
  '',
  '',
  'def run(data):',
  '    root = os.environ["AZUREML_MODEL_DIR"]',
  '    files = [os.path.relpath(os.path.join(folder, name), root)',
  '             for folder, _, names in os.walk(root) for name in names]',
  '    return {"environment": dict(os.environ), "models": sorted(files)}',
  '',
].join('\n');
const SMOKE = { requests: [{ body: {}, expect: { status: 200 } }] };

interface Shown {
  readonly environment: Readonly<Record<string, string>>;
  readonly models: readonly string[];
}

function showing(files: Readonly<Record<string, string | object>> = {}): Promise<UserRepository> {
  return irisRepository({ 'score.py': SHOW, 'smoke-test.json': SMOKE, ...files });
}

async function deployed(
  repository: UserRepository,
  inputs: Readonly<Record<string, string>>,
): Promise<ActionRunResult> {
  const run = await bench.deploy(repository, { with: inputs });
  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
  return run;
}

async function shown(run: ActionRunResult): Promise<Shown> {
  const answer = await bench.call(run.outputs['scoring-uri'], { method: 'POST', key: KEY, body: '{}' });
  return JSON.parse(answer.body) as Shown;
}

const groupOf = (run: ActionRunResult): NonNullable<ReturnType<typeof bench.group>> => {
  const group = bench.group(run.outputs['container-group']?.split('/').at(-1) ?? '');
  if (!group) throw new Error('There is no container group.');
  return group;
};

describe('environment variables', () => {
  const SECRET = 'postgres://user:p"ss=word#1@db/x?y=1&z';
  const CERTIFICATE = '-----BEGIN X-----\nline one\n  line = two\n-----END X-----';

  it('arrive as they were written', async () => {
    const config = {
      entryScript: 'score.py',
      environment: { environmentVariables: { GREETING: 'from the file', LEVEL: 'from the file' } },
    };
    const run = await deployed(await showing({ 'inferenceconfig.json': config }), {
      name: 'variables',
      'environment-variables': [
        '# a comment',
        'GREETING="quotes stay" = too',
        '',
        'EMPTY=',
        'SEVERAL<<END',
        'first',
        '# no comment',
        'END',
        'SPACES=  around  ',
      ].join('\n'),
      'secure-environment-variables': `DATABASE=${SECRET}\nCERTIFICATE<<EOF\n${CERTIFICATE}\nEOF`,
    });

    const { environment } = await shown(run);
    expect(environment).toMatchObject({
      GREETING: '"quotes stay" = too',
      LEVEL: 'from the file',
      EMPTY: '',
      SEVERAL: 'first\n# no comment',
      SPACES: '  around  ',
      DATABASE: SECRET,
      CERTIFICATE,
      SCORING_TIMEOUT_MS: '61000',
    });
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'notice',
        title: 'Input environment-variables',
        message:
          'The environment variable "GREETING" is in the inference config and in the input environment-variables: the input is used.',
      }),
    );
    expectNoSecret(run, [SECRET, CERTIFICATE, KEY]);
    const told = JSON.stringify(groupOf(run).resource());
    expect(told).toContain('"name":"DATABASE"');
    expect(told).not.toContain('p\\"ss=word');
  });
});

describe('AZUREML_MODEL_DIR', () => {
  it('is the folder of the only model', async () => {
    const { environment, models } = await shown(await deployed(await showing(), { name: 'one' }));
    expect(environment['AZUREML_MODEL_DIR']).toMatch(/\/var\/azureml-app\/azureml-models\/iris\/3$/);
    expect(models).toEqual(['iris.json']);
  });

  it('is the root of several, registered and local, files and folders', async () => {
    const { azure } = bench;
    await azure.registerModel({
      name: 'forest',
      version: '12',
      root: 'forest',
      files: { 'trees/1.txt': 'a', 'trees/2.txt': 'b', MLmodel: 'c' },
    });
    const repository = await showing({ 'weights/lookup.csv': 'x,y', 'weights/deep/z.bin': 'z' });
    const run = await deployed(repository, {
      name: 'several',
      models: 'iris:3\nforest@latest\n./weights\ntable=./weights/lookup.csv',
    });

    const { environment, models } = await shown(run);
    expect(environment['AZUREML_MODEL_DIR']).toMatch(/\/var\/azureml-app\/azureml-models$/);
    expect(models).toEqual([
      'forest/12/forest/MLmodel',
      'forest/12/forest/trees/1.txt',
      'forest/12/forest/trees/2.txt',
      'iris/3/iris.json',
      'table/0/lookup.csv',
      'weights/0/weights/deep/z.bin',
      'weights/0/weights/lookup.csv',
    ]);
    expect(JSON.parse(run.outputs['models'] ?? '')).toEqual([
      { name: 'iris', version: '3', bytes: 575, source: 'registered' },
      { name: 'forest', version: '12', bytes: 3, source: 'registered' },
      { name: 'weights', version: '0', bytes: 4, source: 'local' },
      { name: 'table', version: '0', bytes: 3, source: 'local' },
    ]);
  });
});

describe('the environment of the script', () => {
  const CODE = {
    'code/serve/score.py': `from helpers.words import WORD\n\n${SHOW}\nprint(WORD)\n`,
    'code/helpers/__init__.py': '',
    'code/helpers/words.py': 'WORD = "imported"\n',
  };

  it('imports modules of the source directory', async () => {
    const config = { entryScript: 'serve/score.py', sourceDirectory: 'code', environment: {} };
    const run = await deployed(await showing({ ...CODE, 'inferenceconfig.json': config }), {
      name: 'source',
    });
    expect((await shown(run)).models).toEqual(['iris.json']);
  });

  it('shows the line of a module that fails', async () => {
    const config = { entryScript: 'serve/score.py', sourceDirectory: './code', environment: {} };
    const files = { ...CODE, 'code/helpers/words.py': 'import os\nWORD = os.environ["WORD"]\n' };
    const repository = await showing({ ...files, 'inferenceconfig.json': config });
    const run = await bench.deploy(repository, { with: { name: 'module' } });
    expect(run.exitCode).toBe(1);
    expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({
        file: 'code/helpers/words.py',
        line: 2,
        message: expect.stringContaining("it failed in code/helpers/words.py, line 2: KeyError: 'WORD'"),
      }),
    ]);
  });

  it.each([
    ['a conda environment', ['python=3.11', 'scikit-learn', { pip: ['azureml-defaults'] }]],
    ['a pip environment', [{ pip: ['azureml-defaults', 'numpy'] }]],
    ['packages without the server', [{ pip: ['numpy'] }]],
  ])('%s gets the scoring server', async (what, dependencies) => {
    const config = {
      entryScript: 'score.py',
      environment: {
        docker: { baseImage: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04' },
        python: { condaDependencies: { channels: ['conda-forge'], dependencies } },
      },
    };
    const name = `env-${what.replace(/[^a-z]+/g, '-').slice(0, 20)}x`;
    const run = await deployed(await showing({ 'inferenceconfig.json': config }), { name });
    expect((await shown(run)).models).toEqual(['iris.json']);
  });
});

describe('the container group', () => {
  it('has the tags that tell where it comes from, and those of the user', async () => {
    const run = await deployed(await showing(), { name: 'tagged', tags: 'team=ml\ncost center=a=b' });
    const { tags = {} } = groupOf(run).body;
    expect(tags).toMatchObject({
      'managed-by': 'aci-model-deploy',
      service: 'tagged',
      workspace: expect.stringMatching(/\/workspaces\/ml-workspace$/),
      revision: expect.stringMatching(/^[0-9a-f]{16}$/),
      image: run.outputs['image'],
      models: 'iris:3',
      repository: 'octo-org/iris-service',
      commit: '8f14e45fceea167a5a36dedd4bea2543c1a7b2d9',
      'run-url': 'https://github.com/octo-org/iris-service/actions/runs/17234567890',
      'aci-model-deploy-salt': expect.stringMatching(/^.{16,}$/),
      team: 'ml',
      'cost center': 'a=b',
    });
  });

  it('keeps the same revision when nothing changes, and gets another one with another variable', async () => {
    const revision = async (value: string): Promise<unknown> => {
      const run = await deployed(await showing(), {
        name: 'again',
        'secure-environment-variables': `A=${value}`,
      });
      return groupOf(run).body.tags?.['revision'];
    };
    const first = await revision('first-value');
    expect(await revision('first-value')).toBe(first);
    expect(await revision('other-value')).not.toBe(first);
  });

  it('has the label of the deployment config and the name of the input', async () => {
    const config = { computeType: 'ACI', authEnabled: true, dnsNameLabel: 'flowers-of-octo' };
    const run = await deployed(await showing({ 'deploymentconfig.json': config }), {
      name: 'named',
      'container-group-name': 'flowers',
    });
    expect(run.outputs['fqdn']).toBe('flowers-of-octo.westeurope.azurecontainer.io');
    expect(run.outputs['container-group']).toMatch(/\/containerGroups\/flowers$/);
    expect(groupOf(run).body.properties.ipAddress).toMatchObject({
      dnsNameLabel: 'flowers-of-octo',
      autoGeneratedDomainNameLabelScope: 'Unsecure',
    });
  });
});
