import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config/load.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { readRepository } from '../../src/diagnosis/repository.ts';
import type { Repository } from '../../src/diagnosis/types.ts';
import { crashed, failedStart } from './sample.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'diagnosis-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CONDA =
  'channels: [conda-forge]\ndependencies:\n  - python=3.10\n  - pip:\n    - azureml-defaults\n    - joblib\n';

async function read(files: Readonly<Record<string, string>>, root = folder): Promise<Repository> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const { deployment, inference } = await loadConfig({
    workspaceDirectory: root,
    deploymentConfig: 'iris/dc.json',
    inferenceConfig: 'iris/ic.json',
  });
  if (!deployment) throw new Error('The test files are broken.');
  return readRepository({ workspaceDirectory: root, deployment, ...(inference && { inference }) });
}

const DEPLOYMENT =
  '{\n  "computeType": "ACI",\n  "containerResourceRequirements": {\n    "memoryInGB": 2\n  }\n}';
const WITH_SOURCE = {
  'iris/dc.json': DEPLOYMENT,
  'iris/ic.json': JSON.stringify({
    entryScript: 'score.py',
    sourceDirectory: 'src',
    environment: { python: { condaDependenciesFile: 'conda.yml' } },
  }),
  'iris/conda.yml': CONDA,
  'iris/src/score.py': 'import sklearn',
};
const ALONE = {
  'iris/dc.json': DEPLOYMENT,
  'iris/ic.json':
    '{\n  "entryScript": "score.py",\n  "environment": {"python": {"condaDependencies": {"dependencies": [{"pip": [\n    "numpy"\n  ]}]}}}\n}',
  'iris/score.py': 'import features',
  'iris/features.py': '',
  'iris/helpers/__init__.py': '',
  'iris/data/iris.csv': '',
};

const missing = (module: string, repository: Repository): ReturnType<typeof diagnose>[number] | undefined =>
  diagnose({
    ...crashed(
      3,
      failedStart(
        'import',
        ['  File "/var/azureml-app/score.py", line 1, in <module>', `    import ${module}`],
        `ModuleNotFoundError: No module named '${module}'`,
      ),
    ),
    repository,
  })[0];

describe('the repository behind a service', () => {
  it('with a source directory: the folder, the conda file and the memory', async () => {
    expect(await read(WITH_SOURCE)).toEqual({
      code: { kind: 'folder', inImage: '/var/azureml-app/src', inRepository: 'iris/src' },
      packages: { file: 'iris/conda.yml', line: 6, column: 7 },
      memory: { file: 'iris/dc.json', line: 4, column: 19 },
      entryScript: expect.objectContaining({ file: 'iris/ic.json', line: 1 }),
    });
  });

  it('is the same through a link', async () => {
    await read(WITH_SOURCE);
    const link = `${folder}-link`;
    await symlink(folder, link);
    const repository = await read({}, link).finally(() => rm(link));
    expect(repository.code).toEqual({
      kind: 'folder',
      inImage: '/var/azureml-app/src',
      inRepository: 'iris/src',
    });
  });

  it('without one: the script alone, and what was left out', async () => {
    const repository = await read(ALONE);
    expect(repository).toMatchObject({
      code: { kind: 'file', inImage: '/var/azureml-app/score.py', inRepository: 'iris/score.py' },
      packages: { file: 'iris/ic.json', line: 4, column: 5 },
    });
    expect([...(repository.leftOut ?? [])].sort()).toEqual(['features', 'helpers']);
  });
});

describe('a missing module', () => {
  it('is a line to add where packages are listed', async () => {
    const repository = await read(ALONE);
    expect(missing('sklearn.svm', repository)).toMatchObject({
      cause:
        'The Python module sklearn.svm is not installed in the image; it is imported in iris/score.py, line 1.',
      remedy:
        'Add the line "scikit-learn" to the pip packages in iris/ic.json, with the version of the training.',
      place: { file: 'iris/ic.json', line: 4, column: 5 },
    });
  });

  it('that lies beside the script needs a sourceDirectory', async () => {
    expect(missing('features', await read(ALONE))).toMatchObject({
      cause: expect.stringContaining('The Python module features of your repository is not in the image'),
      remedy: expect.stringContaining('Add sourceDirectory'),
      place: { file: 'iris/ic.json', line: 2 },
    });
  });

  it('of a prebuilt image is added to the image', () => {
    expect(missing('xgboost', {})).toMatchObject({
      cause: expect.stringContaining('/var/azureml-app/score.py, line 1.'),
      remedy: 'Add the package that has it to your image, which should be xgboost.',
    });
  });
});
