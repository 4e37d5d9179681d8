import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseModelReferences } from '../../src/models/reference.ts';

const ARM =
  '/subscriptions/sub-1/resourceGroups/ml-prod/providers/Microsoft.MachineLearningServices/workspaces/ws';
const SCOPE = { subscriptionId: 'sub-1', resourceGroup: 'ml-prod', workspace: 'ws' };

describe('a reference to a registered model', () => {
  it.each<[string, object]>([
    ['iris:3', { name: 'iris', version: '3' }],
    ['iris', { name: 'iris' }],
    ['iris@latest', { name: 'iris' }],
    ['azureml:iris:3', { name: 'iris', version: '3' }],
    ['azureml:iris', { name: 'iris' }],
    ['azureml:iris@latest', { name: 'iris' }],
    ['AzureML:Iris_v2.1-x:2024-01.rc_1', { name: 'Iris_v2.1-x', version: '2024-01.rc_1' }],
    [`${ARM}/models/iris/versions/3`, { name: 'iris', version: '3', scope: SCOPE }],
    [`azureml:${ARM}/models/iris/versions/3`, { name: 'iris', version: '3', scope: SCOPE }],
    [`${ARM.toLowerCase()}/models/Iris/versions/3/`, { name: 'Iris', version: '3', scope: SCOPE }],
    [`${ARM}/models/iris`, { name: 'iris', scope: SCOPE }],
    [
      'azureml://subscriptions/sub-1/resourcegroups/ml-prod/workspaces/ws/models/iris/versions/3',
      { name: 'iris', version: '3', scope: SCOPE },
    ],
    [
      'azureml://subscriptions/sub-1/resourceGroups/ml-prod/providers/Microsoft.MachineLearningServices/workspaces/ws/models/iris/versions/3',
      { name: 'iris', version: '3', scope: SCOPE },
    ],
    [
      'azureml://resourceGroups/ml-prod/workspaces/ws/models/iris/versions/3',
      { name: 'iris', version: '3', scope: { resourceGroup: 'ml-prod', workspace: 'ws' } },
    ],
    [
      'azureml://locations/westeurope/workspaces/0a-1b/models/iris/versions/3',
      { name: 'iris', version: '3', scope: { workspaceGuid: '0a-1b' } },
    ],
    ['azureml://models/iris/versions/3', { name: 'iris', version: '3' }],
    ['azureml://models/iris/labels/latest', { name: 'iris' }],
    ['azureml://models/models/versions/versions', { name: 'models', version: 'versions' }],
  ])('%s', (text, expected) => {
    expect(parseModelReferences(text)).toEqual({
      references: [{ kind: 'registered', text, ...expected }],
      findings: [],
    });
  });
});

describe('a path in the repository', () => {
  it.each([
    ['./models/iris.pkl', 'iris', './models/iris.pkl'],
    ['../shared/iris.pkl', 'iris', '../shared/iris.pkl'],
    ['./models/iris/', 'iris', './models/iris/'],
    ['./model.tar.gz', 'model.tar', './model.tar.gz'],
    ['./models/a:b=c/iris.pkl', 'iris', './models/a:b=c/iris.pkl'],
    ['flowers=models/iris.pkl', 'flowers', 'models/iris.pkl'],
    ['flowers = ./models/iris 2.pkl', 'flowers', './models/iris 2.pkl'],
    ['flowers=../iris=2.pkl', 'flowers', '../iris=2.pkl'],
    ['flowers=models/a:b@c', 'flowers', 'models/a:b@c'],
  ])('%s', (text, name, path) => {
    expect(parseModelReferences(text)).toEqual({
      references: [{ kind: 'local', text, name, path }],
      findings: [],
    });
  });
});

describe('several lines', () => {
  it('skips blank lines and comments and keeps the order', () => {
    const { references } = parseModelReferences('\n  b:2  \r\n# the old one\n\na\n./c.pkl\n');
    expect(references.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });

  it('may be none', () => {
    expect(parseModelReferences('')).toEqual({ references: [], findings: [] });
  });

  it('tells every bad line and keeps the good ones', () => {
    const { references, findings } = parseModelReferences('good:1\nbad name\nruns:/x/y\nfine');
    expect(references).toHaveLength(2);
    expect(findings).toHaveLength(2);
  });
});

describe('a bad reference', () => {
  it.each<[string, RegExp, RegExp]>([
    [
      'iris@prod',
      /asks for the label "prod"; the only label of models is "latest"/,
      /iris:<version>.*iris@latest/,
    ],
    ['iris:', /the version after the colon is empty/, /leave ":" out/],
    ['iris:a/b', /the version "a\/b" is not valid/, /letters, digits/],
    ['iris:..', /the version "\.\." is not valid/, /begins with a letter or digit/],
    [':3', /the name is empty/, /name:version/],
    ['azureml:', /the name is empty/, /name:version/],
    ['a:b:3', /the name "a:b" is not valid/, /name:version/],
    ['-iris', /the name "-iris" is not valid/, /name:version/],
    ['x'.repeat(256), /the name has 256 characters, and 255 are allowed/, /name:version/],
    ['iris:1, other:2', /the name "iris:1, other" is not valid/, /one model a line/],
    ['models/iris.pkl', /the name "models\/iris.pkl" is not valid/, /starts with \.\/ or \.\.\//],
    ['.\\models\\iris.pkl', /is not valid/, /forward slashes/],
    ['./', /names no file or folder inside the repository/, /\.\/models\/iris\.pkl/],
    ['..', /names no file or folder inside the repository/, /\.\/models\/iris\.pkl/],
    ['x=', /names no file or folder inside the repository/, /\.\/models\/iris\.pkl/],
    ['x=./models/..', /names no file or folder inside the repository/, /\.\/models\/iris\.pkl/],
    ['./models/my model.pkl', /No model name can be made/, /my-model=\.\/models\/my model\.pkl/],
    ['./.hidden', /No model name can be made/, /my-model=\.\/\.hidden/],
    ['my model=./a', /the name "my model" is not valid/, /one model a line/],
    ['mine=azureml:iris:3', /a registered model keeps the name it has/, /Write only azureml:iris:3/],
    ['runs:/0a1b/model', /not a registered model/, /Register the path/],
    ['azureml://jobs/j/outputs/o/paths/p', /not a registered model/, /az ml model create/],
    ['azureml://datastores/ds/paths/models/x', /not a registered model/, /Register the path/],
    [
      'azureml://subscriptions/s/resourceGroups/g/workspaces/w/datastores/d/paths/p',
      /not a registered model/,
      /Register the path/,
    ],
    [
      'azureml://registries/azureml/models/m/versions/1',
      /registries are not supported yet/,
      /Copy the model into the workspace/,
    ],
    [
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/registries/r/models/m/versions/1',
      /registries are not supported yet/,
      /Copy the model/,
    ],
    ['azureml://models/iris/labels/prod', /not the id of a registered model/, /versions\/<version>/],
    ['azureml://models/', /not the id of a registered model/, /models\/<name>/],
    ['azureml://models/iris/versions/', /not the id of a registered model/, /models\/<name>/],
    ['azureml://elsewhere/models/iris/versions/1', /not the id of a registered model/, /models\/<name>/],
    ['/home/runner/iris.pkl', /not the id of a registered model/, /starts with \.\/ or \.\.\//],
    [`${ARM}/endpoints/e`, /not the id of a registered model/, /models\/<name>/],
  ])('%s', (text, message, remedy) => {
    const { references, findings } = parseModelReferences(text);
    expect(references).toEqual([]);
    expect(findings).toEqual([
      {
        severity: 'error',
        message: expect.stringMatching(message),
        remedy: expect.stringMatching(remedy),
        input: 'models',
      },
    ]);
  });
});

describe('the same model twice', () => {
  it.each([
    ['iris:3\niris:3', /"iris:3" is listed twice/],
    ['iris\niris@latest', /"iris" and "iris@latest" are both iris:latest/],
    ['iris:3\nazureml:iris:3', /"iris:3" and "azureml:iris:3" are both iris:3/],
    ['./a/iris.pkl\n./b/iris.pkl', /are both iris:0/],
    ['iris:0\n./iris.pkl', /are both iris:0/],
  ])('%j is an error', (lines, message) => {
    const { findings } = parseModelReferences(lines);
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringMatching(message) }),
    ]);
  });

  it.each([
    'iris:2\niris:3',
    'iris\niris:3',
    'iris:1\n./iris.pkl',
    'a=./iris.pkl\nb=./iris.pkl',
    'Iris:1\niris:1',
  ])('%j is fine', (lines) => {
    expect(parseModelReferences(lines)).toMatchObject({ findings: [], references: [{}, {}] });
  });

  it('advises another name for a path', () => {
    expect(parseModelReferences('./a/m.pkl\n./b/m.pkl').findings[0]?.remedy).toMatch(/name=path/);
  });
});

describe('properties', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9\-._]{0,254}$/);

  it('reads back every valid name and version, in every form', () => {
    const forms: ((n: string, v: string) => string)[] = [
      (n, v) => `${n}:${v}`,
      (n, v) => `azureml:${n}:${v}`,
      (n, v) => `${ARM}/models/${n}/versions/${v}`,
      (n, v) => `azureml://models/${n}/versions/${v}`,
    ];
    fc.assert(
      fc.property(name, name, fc.constantFrom(...forms), (n, v, form) => {
        const { references, findings } = parseModelReferences(form(n, v));
        expect(findings).toEqual([]);
        expect(references).toEqual([expect.objectContaining({ kind: 'registered', name: n, version: v })]);
      }),
    );
  });

  it('never throws, and gives only names and versions that are safe as folders', () => {
    const piece = fc.constantFrom(
      'azureml:',
      '//',
      '/',
      '.',
      '..',
      ':',
      '@',
      '=',
      'models',
      'versions',
      'latest',
      'a',
      '\n',
      ' ',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (lines) => {
        for (const reference of parseModelReferences(lines).references) {
          expect(reference.name).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9\-._]*$/);
          if (reference.kind === 'registered')
            expect(reference.version ?? '0').toMatch(/^[a-zA-Z0-9][a-zA-Z0-9\-._]*$/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
