import { describe, expect, it } from '@jest/globals';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expectOffline, headline, refused, remedy } from './support/refusal.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const REGISTRY_MODEL = 'azureml://registries/azureml/models/iris/versions/1';

const cases: (readonly [models: string, message: string, advice: RegExp])[] = [
  [
    'iris:3, other:1',
    '"iris:3, other:1" is not a model: the name "iris:3, other" is not valid (letters, digits, "-", "." and "_"; first a letter or digit).',
    /^Write one model a line\.$/,
  ],
  ['iris:', '"iris:" is not a model: the version after the colon is empty.', /leave ":" out for the newest/],
  [
    'iris@stable',
    'The model "iris@stable" asks for the label "stable"; the only label of models is "latest".',
    /iris@latest/,
  ],
  [
    'azureml:iris?:3',
    '"azureml:iris?:3" is not a model: the name "iris?" is not valid (letters, digits, "-", "." and "_"; first a letter or digit).',
    /Write name:version/,
  ],
  [
    REGISTRY_MODEL,
    `The model "${REGISTRY_MODEL}" lies in an Azure ML registry; models of registries are not supported yet.`,
    /az ml model create/,
  ],
  [
    '/subscriptions/x/y',
    '"/subscriptions/x/y" is not the id of a registered model.',
    /\/models\/<name>\/versions\/<version>/,
  ],
  [
    'runs:/1/model',
    '"runs:/1/model" is a path of a run, job or datastore; it is not a registered model.',
    /Register the path/,
  ],
  [
    'model/iris.json',
    '"model/iris.json" is not a model: the name "model/iris.json" is not valid (letters, digits, "-", "." and "_"; first a letter or digit).',
    /starts with \.\/ or \.\.\//,
  ],
  [
    'flowers=azureml:iris:3',
    '"flowers=azureml:iris:3" gives a name to something that is no path: a registered model keeps the name it has.',
    /Write only azureml:iris:3\./,
  ],
  ['iris:3\niris:3', 'The models cannot be told apart: "iris:3" is listed twice.', /Remove one/],
  ['./model/iris.pkl', 'The model path "./model/iris.pkl" does not exist.', /actions\/checkout/],
  [
    '../iris.json',
    'The model path "../iris.json" points outside of the repository.',
    /root of the repository/,
  ],
  [
    './linked.json',
    'The model path "./linked.json" points outside of the repository through a symbolic link.',
    /root of the repository/,
  ],
  ['./.git/config', 'The model path "./.git/config" lies in .git, which never enters an image.', /./],
];

describe('the input models', () => {
  it.each(cases)('%j', async (models, message, advice) => {
    const repository = await irisRepository({ '.git/config': '[core]' });
    const elsewhere = await emptyRepository();
    await elsewhere.write('iris.json', '{}');
    await symlink(join(elsewhere.directory, 'iris.json'), join(repository.directory, 'linked.json'));
    const refusal = await refused(bench, repository, { with: { models } });
    const { errors } = refusal;
    expect(errors.map(headline)).toEqual([message]);
    expect(errors[0]?.title).toBe('Input models');
    expect(remedy(errors[0])).toMatch(advice);
    expectOffline(refusal);
  });
});
