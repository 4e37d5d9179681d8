import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readInferenceConfig } from '../../src/config/inference.ts';
import { line, repository } from './repository.ts';

const FILE = 'inferenceconfig.json';
const SCRIPT = 'def init(): pass\ndef run(data): return data\n';
const CONDA = 'channels: [conda-forge]\ndependencies:\n  - python=3.10\n  - pip:\n    - azureml-defaults\n';
const CONDA_ENVIRONMENT = {
  kind: 'conda',
  channels: ['conda-forge'],
  packages: ['python=3.10'],
  pip: ['azureml-defaults'],
};

type Files = Readonly<Record<string, string | object>>;

async function read(
  content: string | object,
  files: Files = { 'score.py': SCRIPT },
  file = FILE,
): Promise<{ root: string } & Awaited<ReturnType<typeof readInferenceConfig>>> {
  const root = await repository({ ...files, [file]: content });
  return { root, ...(await readInferenceConfig(root, file)) };
}

async function lines(content: string | object, files?: Files): Promise<string[]> {
  return (await read(content, files)).findings.map(line);
}

/** An environment object as azureml-core wrote it, every key in its default. */
const TEMPLATE = {
  name: 'my-deploy-env',
  version: '2',
  environmentVariables: { EXAMPLE_ENV_VAR: 'EXAMPLE_VALUE' },
  python: {
    userManagedDependencies: false,
    interpreterPath: 'python',
    condaDependenciesFile: null,
    baseCondaEnvironment: null,
    condaDependencies: {
      name: 'project_environment',
      channels: ['conda-forge'],
      dependencies: ['python=3.10', { pip: ['azureml-defaults'] }],
    },
  },
  docker: {
    enabled: false,
    baseImage: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04',
    baseDockerfile: null,
    buildContext: null,
    baseImageRegistry: { address: null, username: null, password: null },
    platform: { os: 'Linux', architecture: 'amd64' },
    sharedVolumes: true,
    shmSize: null,
    arguments: [],
  },
  spark: { repositories: [], packages: [], precachePackages: true },
  databricks: {
    mavenLibraries: [],
    pypiLibraries: [],
    rcranLibraries: [],
    jarLibraries: [],
    eggLibraries: [],
  },
  r: null,
  inferencingStackVersion: null,
  assetId: null,
};

describe('readInferenceConfig', () => {
  it('reads what azureml-core wrote', async () => {
    const config = { entryScript: 'score.py', sourceDirectory: './source_dir', environment: TEMPLATE };
    const { root, inference, findings } = await read(config, { 'source_dir/score.py': SCRIPT });
    expect(findings).toEqual([]);
    expect(inference).toEqual({
      file: FILE,
      entryScriptPath: path.join(root, 'source_dir/score.py'),
      entryScriptFile: 'source_dir/score.py',
      packages: { file: FILE, line: 24, column: 15 },
      entryScript: 'score.py',
      sourceDirectory: path.join(root, 'source_dir'),
      baseImage: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04',
      python: CONDA_ENVIRONMENT,
      variables: {},
      at: expect.any(Function),
    });
  });

  it('reads the smallest config', async () => {
    const { root, inference, findings } = await read({ entryScript: 'score.py' });
    expect(findings).toEqual([]);
    expect(inference).toMatchObject({
      entryScriptPath: path.join(root, 'score.py'),
      python: { kind: 'base-image' },
      variables: {},
    });
    expect(inference).not.toHaveProperty('baseImage');
    expect(inference).not.toHaveProperty('sourceDirectory');
  });

  it('reads the legacy YAML of public repositories', async () => {
    const text =
      '# Inference Config\n\nentryScript: entry_script.py\nruntime: python\ncondaFile: conda_environment.yml\n' +
      'extraDockerfileSteps:\nsourceDirectory: .\nenableGpu: False\nbaseImage:\nbaseImageRegistry:\n';
    const files = { 'entry_script.py': SCRIPT, 'conda_environment.yml': CONDA };
    const { inference, findings } = await read(text, files, 'inference-config.yml');
    expect(findings).toEqual([]);
    expect(inference).toMatchObject({ entryScript: 'entry_script.py', python: CONDA_ENVIRONMENT });
  });

  it.each([
    ['mcr.microsoft.com/azureml/x', 'mcr.microsoft.com', 'mcr.microsoft.com/azureml/x'],
    ['azureml/x:1', 'mcr.microsoft.com', 'mcr.microsoft.com/azureml/x:1'],
    ['azureml/x', { address: 'https://mcr.microsoft.com/' }, 'mcr.microsoft.com/azureml/x'],
    ['ubuntu@sha256:abc', null, 'ubuntu@sha256:abc'],
  ])('joins %s and its registry', async (baseImage, baseImageRegistry, expected) => {
    const legacy = {
      entryScript: 'score.py',
      runtime: 'Python',
      enableGpu: false,
      baseImage,
      baseImageRegistry,
    };
    const current = { entryScript: 'score.py', environment: { docker: { baseImage, baseImageRegistry } } };
    for (const config of [legacy, current]) {
      const { inference, findings } = await read(config);
      expect(findings).toEqual([]);
      expect(inference?.baseImage).toBe(expected);
    }
  });

  it.each<[string, object, object]>([
    [
      'packages of the image',
      { userManagedDependencies: true, condaDependencies: { dependencies: ['numpy'] } },
      { kind: 'base-image' },
    ],
    [
      'only pip packages',
      { condaDependencies: { dependencies: [{ pip: ['a', 'b'] }] } },
      { kind: 'pip', packages: ['a', 'b'] },
    ],
    ['a conda file', { condaDependenciesFile: 'env/conda.yml' }, CONDA_ENVIRONMENT],
    [
      'inline before the file',
      { condaDependencies: { dependencies: [{ pip: ['a'] }] }, condaDependenciesFile: 'env/conda.yml' },
      { kind: 'pip', packages: ['a'] },
    ],
    ['nothing', {}, { kind: 'base-image' }],
  ])('reads an environment of Python with %s', async (_name, python, expected) => {
    const config = { entryScript: 'score.py', environment: { python } };
    const { inference, findings } = await read(config, { 'score.py': SCRIPT, 'env/conda.yml': CONDA });
    expect(findings).toEqual([]);
    expect(inference?.python).toEqual(expected);
  });

  it('takes variables and drops the placeholder', async () => {
    const environmentVariables = { EXAMPLE_ENV_VAR: 'EXAMPLE_VALUE', WORKER_COUNT: '1', constructor: 'x' };
    const { inference, findings } = await read({
      entryScript: 'score.py',
      environment: { environmentVariables },
    });
    expect(findings).toEqual([]);
    expect(inference?.variables).toEqual({ WORKER_COUNT: '1', constructor: 'x' });
  });

  it('checks variables', async () => {
    const environmentVariables = { COUNT: 1, FLAG: true, 'MY-VAR': 'x', NULL: null };
    const { inference, findings } = await read({
      entryScript: 'score.py',
      environment: { environmentVariables },
    });
    expect(inference?.variables).toMatchObject({ COUNT: '1', FLAG: 'true' });
    expect(findings.map(line)).toEqual([
      `warning ${FILE}:5:16 The environment variable "COUNT" is no text; the service sees "1".`,
      `warning ${FILE}:6:15 The environment variable "FLAG" is no text; the service sees "true".`,
      `error ${FILE}:7:7 The environment variable "MY-VAR" has a character that is not allowed: "-".`,
      `error ${FILE}:8:15 The environment variable "NULL" must be a text.`,
    ]);
  });
});

describe('entry script and source directory', () => {
  it('takes only the base name without a source directory', async () => {
    const { inference } = await read({ entryScript: 'code/score.py' }, { 'code/score.py': SCRIPT });
    expect(inference).toMatchObject({ entryScript: 'score.py', entryScriptFile: 'code/score.py' });
  });

  it('keeps folders under the source directory', async () => {
    const config = { entryScript: './api/score.py', sourceDirectory: 'code/' };
    const { inference } = await read(config, { 'code/api/score.py': SCRIPT });
    expect(inference).toMatchObject({ entryScript: 'api/score.py', entryScriptFile: 'code/api/score.py' });
  });

  it.each([
    ['beside the config', { 'ml/code/score.py': SCRIPT }, 'ml/code/score.py'],
    ['from the root', { 'code/score.py': SCRIPT }, 'code/score.py'],
    [
      'in the folder that has the script',
      { 'ml/code/other.py': SCRIPT, 'code/score.py': SCRIPT },
      'code/score.py',
    ],
  ])('are found %s', async (_name, files, expected) => {
    const config = { entryScript: 'score.py', sourceDirectory: 'code' };
    const { inference, findings } = await read(config, files, 'ml/inferenceconfig.json');
    expect(findings).toEqual([]);
    expect(inference?.entryScriptFile).toBe(expected);
  });

  it('says which one of two is taken', async () => {
    const { inference, findings } = await read(
      { entryScript: 'score.py' },
      { 'ml/score.py': SCRIPT, 'score.py': SCRIPT },
      'ml/inferenceconfig.json',
    );
    expect(inference?.entryScriptFile).toBe('ml/score.py');
    expect(findings.map(line)).toEqual([
      'warning ml/inferenceconfig.json:2:18 There are two entry scripts of that name: ml/score.py is used, score.py is not.',
    ]);
  });

  it.each<[object, string, string]>([
    [
      {},
      `1:1 The inference config ${FILE} has no entryScript.`,
      'Add entryScript: the Python file that defines init() and run().',
    ],
    [
      { entryScript: 5 },
      '2:18 "entryScript" must be a text, but is the number 5.',
      'Put it in double quotes.',
    ],
    [
      { entryScript: 'predict.py' },
      '2:18 The entry script "predict.py" does not exist.',
      'Write its path relative to the inference config or the repository.',
    ],
    [
      { entryScript: 'Score.py' },
      '2:18 The entry script "Score.py" does not exist (did you mean "score.py"?).',
      'Write its path relative to the inference config or the repository.',
    ],
    [
      { entryScript: '../score.py' },
      '2:18 The entry script "../score.py" points outside of the repository.',
      'Write its path relative to the inference config or the repository.',
    ],
    [
      { entryScript: 'code/score.py', sourceDirectory: 'code' },
      '2:18 The entry script "code/score.py" does not exist.',
      'Write its path relative to sourceDirectory: "score.py".',
    ],
    [
      { entryScript: '../score.py', sourceDirectory: 'code' },
      '2:18 The entry script "../score.py" lies outside of sourceDirectory.',
      'Move it there, or name a sourceDirectory that holds it.',
    ],
    [
      { entryScript: 'score.py', sourceDirectory: 'cod' },
      '3:22 The source directory "cod" does not exist (did you mean "code"?).',
      'Name a folder of the repository.',
    ],
    [
      { entryScript: 'score.py', sourceDirectory: 'score.py' },
      '3:22 The source directory "score.py" is no folder.',
      'Name the folder that holds the entry script.',
    ],
    [
      { entryScript: 'score.py', sourceDirectory: '..' },
      '3:22 The source directory ".." points outside of the repository.',
      'Name a folder of the repository.',
    ],
    [
      { entryScript: 'folder.py' },
      '2:18 The entry script "folder.py" is a folder.',
      'Name the Python file itself.',
    ],
    [
      { entryScript: 'score.R' },
      '2:18 The entry script "score.R" is no .py file: only Python scripts can be entry scripts.',
      'Name the Python file that defines init() and run().',
    ],
    [
      { entryScript: 'score-v2.py' },
      '2:18 The entry script "score-v2.py" cannot be imported: the module name "score-v2" is no Python identifier.',
      'Rename the file: letters, digits and underscores, no digit first, such as score.py.',
    ],
    [
      { entryScript: '2score.py' },
      '2:18 The entry script "2score.py" cannot be imported: the module name "2score" is no Python identifier.',
      'Rename the file: letters, digits and underscores, no digit first, such as score.py.',
    ],
    [
      { entryScript: 'import.py' },
      '2:18 The entry script "import.py" cannot be imported: the module name "import" is a keyword of Python.',
      'Rename the file: letters, digits and underscores, no digit first, such as score.py.',
    ],
  ])('refuses %j', async (config, message, remedy) => {
    const files = Object.fromEntries(
      ['score.py', 'code/score.py', 'folder.py/x', 'score.R', 'score-v2.py', '2score.py', 'import.py'].map(
        (name) => [name, SCRIPT],
      ),
    );
    const { findings } = await read(config, files);
    expect(findings.map(line)).toEqual([`error ${FILE}:${message}`]);
    expect(findings[0]?.remedy).toBe(remedy);
  });

  it('accepts letters of other scripts, as Python does', async () => {
    expect(await lines({ entryScript: 'prédire.py' }, { 'prédire.py': SCRIPT })).toEqual([]);
  });

  it('refuses an entry script that is a link out of the repository', async () => {
    const other = await repository({ 'score.py': SCRIPT });
    const root = await repository({
      [FILE]: { entryScript: 'score.py', sourceDirectory: 'code' },
      'code/x': '',
    });
    await symlink(path.join(other, 'score.py'), path.join(root, 'code/score.py'));
    const { findings } = await readInferenceConfig(root, FILE);
    expect(findings.map(line)).toEqual([
      `error ${FILE}:2:18 The entry script "score.py" points outside of the repository through a symbolic link.`,
    ]);
  });

  it('follows a link inside of the repository', async () => {
    const root = await repository({
      [FILE]: { entryScript: 'score.py', sourceDirectory: 'code' },
      'code/x': '',
      'shared/score.py': SCRIPT,
    });
    await symlink('../shared/score.py', path.join(root, 'code/score.py'));
    const { inference, findings } = await readInferenceConfig(root, FILE);
    expect(findings).toEqual([]);
    expect(inference).toMatchObject({ entryScriptFile: 'shared/score.py', entryScript: 'score.py' });
  });
});

describe('conda file', () => {
  it.each([
    ['in the source directory', 'code/conda.yml'],
    ['beside the config', 'ml/conda.yml'],
    ['in the root', 'conda.yml'],
  ])('is found %s', async (_name, place) => {
    const config = {
      entryScript: 'score.py',
      sourceDirectory: 'code',
      runtime: 'python',
      condaFile: 'conda.yml',
    };
    const { inference, findings } = await read(
      config,
      { 'code/score.py': SCRIPT, [place]: CONDA },
      'ml/inferenceconfig.json',
    );
    expect(findings).toEqual([]);
    expect(inference?.python).toEqual(CONDA_ENVIRONMENT);
  });

  it.each<[string, object, Files, string]>([
    ['is missing', { condaFile: 'conda.yml' }, {}, `${FILE}:3:16 The conda file "conda.yml" does not exist.`],
    [
      'is missing',
      { environment: { python: { condaDependenciesFile: 'conda.yml' } } },
      {},
      `${FILE}:5:32 The conda file "conda.yml" does not exist.`,
    ],
    [
      'escapes',
      { condaFile: '../conda.yml' },
      {},
      `${FILE}:3:16 The conda file "../conda.yml" points outside of the repository.`,
    ],
    [
      'is empty',
      { condaFile: 'conda.yml' },
      { 'conda.yml': '' },
      `${FILE}:3:16 The file "conda.yml" is empty.`,
    ],
    [
      'is a folder',
      { condaFile: 'env' },
      { 'env/conda.yml': 'x' },
      `${FILE}:3:16 The file "env" is a folder, not a file.`,
    ],
    [
      'is broken',
      { condaFile: 'conda.yml' },
      { 'conda.yml': 'dependencies: [a\n' },
      'conda.yml:2:1 The file conda.yml is no valid YAML: a list that begins with [ has no ] at its end.',
    ],
    [
      'is of a wrong shape',
      { condaFile: 'env/conda.yml' },
      { 'env/conda.yml': 'dependencies: numpy\n' },
      'env/conda.yml:1:15 "dependencies" must be a list, but is the text "numpy".',
    ],
  ])('is an error when it %s', async (_name, part, files, message) => {
    const found = await lines({ entryScript: 'score.py', ...part }, { 'score.py': SCRIPT, ...files });
    expect(found.map((text) => text.replace('and end with a ]]', 'and end with a ]'))).toEqual([
      `error ${message}`,
    ]);
  });
});

describe('what is not supported', () => {
  it.each<[object, string]>([
    [{ runtime: 'spark-py' }, 'The runtime "spark-py" is not supported yet.'],
    [{ runtime: 'pyton' }, 'The runtime "pyton" is not known (did you mean "python"?).'],
    [
      { extraDockerfileSteps: 'steps' },
      '"extraDockerfileSteps" asks for Docker steps of your own, which is not supported yet.',
    ],
    [
      { extraDockerFileSteps: 'steps' },
      '"extraDockerFileSteps" asks for Docker steps of your own, which is not supported yet.',
    ],
    [{ enableGpu: true }, '"enableGpu" asks for GPUs, which ACI no longer has (retired in July 2025).'],
    [{ cudaVersion: '10.0' }, '"cudaVersion" asks for GPUs, which ACI no longer has (retired in July 2025).'],
    [{ baseImage: 'a b' }, '"baseImage" is no image reference: "a b".'],
    [
      { baseImage: 'x', baseImageRegistry: { address: 'r.io', username: 'u', password: 'p' } },
      '"baseImageRegistry" has a user name or a password: private base images are not supported yet.',
    ],
    [
      { baseImageRegistry: 5 },
      '"baseImageRegistry" must be the address of a registry, or an object with "address", but is the number 5.',
    ],
    [
      { environment: 'AzureML-sklearn-1.0' },
      'The environment "AzureML-sklearn-1.0" is given by name only, which is not supported yet.',
    ],
    [
      { environment: { name: 'AzureML-Minimal', version: '3' } },
      'The environment "AzureML-Minimal" is given by name only, which is not supported yet.',
    ],
    [{ environment: [] }, '"environment" must be an object with keys, but is a list.'],
    [
      { environment: { docker: {} }, runtime: 'python', condaFile: 'x' },
      '"runtime", "condaFile" cannot be used together with "environment".',
    ],
    [
      { environment: { docker: { baseDockerfile: 'FROM x' } } },
      '"environment.docker.baseDockerfile" asks for a Dockerfile of your own, which is not supported yet.',
    ],
    [
      { environment: { docker: { buildContext: { locationType: 'git', location: 'x' } } } },
      '"environment.docker.buildContext" asks for a build context of your own, which is not supported yet.',
    ],
    [
      { environment: { docker: { baseImageRegistry: { username: 'u' } } } },
      '"environment.docker.baseImageRegistry" has a user name or a password: private base images are not supported yet.',
    ],
    [
      { environment: { spark: { packages: [{ group: 'x' }] } } },
      '"environment.spark.packages" asks for Spark, which is not supported yet.',
    ],
    [
      { environment: { python: { baseCondaEnvironment: 'base' } } },
      '"environment.python.baseCondaEnvironment" asks for a conda environment of the base image, which is not supported yet.',
    ],
    [
      { environment: { python: { userManagedDependencies: true, interpreterPath: '/opt/python' } } },
      '"environment.python.interpreterPath" asks for the Python "/opt/python", which is not supported yet.',
    ],
    [
      { environment: { python: { userManagedDependencies: 'yes' } } },
      '"environment.python.userManagedDependencies" must be true or false, but is the text "yes".',
    ],
    [
      { environment: { python: { condaDependencies: { dependencies: [5] } } } },
      '"environment.python.condaDependencies.dependencies[0]" must be a package such as "numpy=1.26", or an object {"pip": [packages]}, but is the number 5.',
    ],
  ])('is an error: %j', async (part, message) => {
    const { findings } = await read({ entryScript: 'score.py', ...part });
    expect(findings).toEqual([expect.objectContaining({ severity: 'error', message })]);
    expect(findings[0]?.remedy).toBeTruthy();
    expect(findings[0]?.place?.line).toBeGreaterThan(2);
  });

  it.each<[object]>([
    [{ enableGpu: false, cudaVersion: '9.1' }],
    [{ description: 'old' }],
    [{ environment: null, runtime: 'python-slim' }],
    [{ environment: {}, runtime: 'PYTHON' }],
    [{ environment: { docker: {} }, enableGpu: false, extraDockerfileSteps: null, baseImageRegistry: 'x' }],
    [{ environment: { python: { interpreterPath: '/opt/python' } } }],
  ])('is silent about %j', async (part) => {
    expect(await lines({ entryScript: 'score.py', ...part })).toEqual([]);
  });

  it.each<[object, string, string]>([
    [{ entry_script: 'x' }, '"entry_script" is not a known key and is ignored.', 'Did you mean entryScript?'],
    [{ conda_file: 'x' }, '"conda_file" is not a known key and is ignored.', 'Did you mean condaFile?'],
    [
      { environment: { enviromentVariables: {} } },
      '"environment.enviromentVariables" is not a known key and is ignored.',
      'Did you mean environmentVariables?',
    ],
    [
      { environment: { docker: { image: 'x' } } },
      '"environment.docker.image" is not a known key and is ignored.',
      'Remove it.',
    ],
    [
      { environment: { python: { condaDependancies: {} } } },
      '"environment.python.condaDependancies" is not a known key and is ignored.',
      'Did you mean condaDependencies?',
    ],
  ])('warns about %j', async (part, message, remedy) => {
    const { findings } = await read({ entryScript: 'score.py', ...part });
    expect(findings).toEqual([expect.objectContaining({ severity: 'warning', message, remedy })]);
  });
});
