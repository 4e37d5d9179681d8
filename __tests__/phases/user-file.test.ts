import { expect, it } from '@jest/globals';
import type { InferenceConfig } from '../../src/config/types.ts';
import { placeInRepository } from '../../src/phases/user-file.ts';

const ALONE: InferenceConfig = {
  file: 'inferenceconfig.json',
  entryScriptPath: '/home/runner/work/repo/deploy/score.py',
  entryScriptFile: 'deploy/score.py',
  entryScript: 'score.py',
  python: { kind: 'base-image' },
  variables: {},
  at: () => ({ file: 'inferenceconfig.json' }),
};
const IN_FOLDER: InferenceConfig = {
  ...ALONE,
  sourceDirectory: '/home/runner/work/repo/code/src',
  entryScriptPath: '/home/runner/work/repo/code/src/serve/score.py',
  entryScriptFile: 'code/src/serve/score.py',
  entryScript: 'serve/score.py',
};
const IN_ROOT: InferenceConfig = {
  ...ALONE,
  sourceDirectory: '/home/runner/work/repo',
  entryScriptFile: 'score.py',
};

it.each([
  ['the entry script', ALONE, '/var/azureml-app/score.py', 'deploy/score.py'],
  ['a file that only looks like it', ALONE, '/var/azureml-app/score.py.bak', undefined],
  ['a library', ALONE, '/usr/lib/python3.12/json/__init__.py', undefined],
  [
    'the script of a source directory',
    IN_FOLDER,
    '/var/azureml-app/src/serve/score.py',
    'code/src/serve/score.py',
  ],
  ['a module beside it', IN_FOLDER, '/var/azureml-app/src/lib/trees.py', 'code/src/lib/trees.py'],
  ['a file beside the source directory', IN_FOLDER, '/var/azureml-app/score.py', undefined],
  ['a model', IN_FOLDER, '/var/azureml-app/azureml-models/iris/3/code.py', undefined],
  ['the repository as source directory', IN_ROOT, '/var/azureml-app/repo/lib/trees.py', 'lib/trees.py'],
])('%s', (_what, inference, file, expected) => {
  expect(placeInRepository({ file, line: 7 }, inference)).toEqual(
    expected === undefined ? undefined : { file: expected, line: 7 },
  );
});
