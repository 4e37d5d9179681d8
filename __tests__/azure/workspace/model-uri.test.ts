import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseModelUri } from '../../../src/azure/workspace/model-uri.ts';

const WORKSPACE =
  '/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws';
const LONG = 'azureml://subscriptions/s-1/resourceGroups/rg/workspaces/ws';
const parse = (uri: string): unknown => parseModelUri(uri, 'core.windows.net');

describe('a modelUri', () => {
  it.each<[string, object]>([
    [
      `${LONG}/datastores/workspaceblobstore/paths/LocalUpload/2696/iris`,
      {
        kind: 'datastore',
        workspaceId: WORKSPACE,
        datastore: 'workspaceblobstore',
        path: 'LocalUpload/2696/iris',
      },
    ],
    [
      'azureml://subscriptions/s-1/resourcegroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws/datastores/ds/paths/a/',
      { kind: 'datastore', workspaceId: WORKSPACE, datastore: 'ds', path: 'a/' },
    ],
    [
      `${LONG}/datastores/ds/paths/data/paths/model.pkl`,
      { kind: 'datastore', workspaceId: WORKSPACE, datastore: 'ds', path: 'data/paths/model.pkl' },
    ],
    ['azureml://datastores/ds/paths/a/b', { kind: 'datastore', datastore: 'ds', path: 'a/b' }],
    [
      'azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.j/model',
      { kind: 'datastore', datastore: 'workspaceartifactstore', path: 'ExperimentRun/dcid.j/model' },
    ],
    [
      'azureml://jobs/job-1/outputs/artifacts/paths/model/',
      { kind: 'datastore', datastore: 'workspaceartifactstore', path: 'ExperimentRun/dcid.job-1/model/' },
    ],
    [
      `${LONG}/jobs/job-1/outputs/artifacts/paths/model`,
      {
        kind: 'datastore',
        workspaceId: WORKSPACE,
        datastore: 'workspaceartifactstore',
        path: 'ExperimentRun/dcid.job-1/model',
      },
    ],
    [
      'runs:/0a1b/model',
      { kind: 'datastore', datastore: 'workspaceartifactstore', path: 'ExperimentRun/dcid.0a1b/model' },
    ],
    [
      'https://mlstore1.blob.core.windows.net/azureml/a%20b/model',
      { kind: 'blob', container: 'https://mlstore1.blob.core.windows.net/azureml', path: 'a b/model' },
    ],
    [
      'https://mlstore1.dfs.core.windows.net/fs/model?sv=2024&sig=secret',
      { kind: 'blob', container: 'https://mlstore1.blob.core.windows.net/fs', path: 'model' },
    ],
  ])('%s', (uri, expected) => {
    expect(parse(uri)).toEqual(expected);
  });

  it.each([
    '',
    'aml://asset/0a1b',
    'azureml://jobs/j/outputs/trained/paths/model',
    'azureml://datastores/ds/paths/',
    'azureml://datastores/ds',
    'azureml://registries/r/models/m/versions/1',
    'wasbs://c@a.blob.core.windows.net/x',
    'http://mlstore1.blob.core.windows.net/c/x',
    'https://mlstore1.blob.core.windows.net/only-container',
    'https://mlstore1.blob.core.windows.net.evil.example/c/x',
    'https://evil.example/c/x',
    'https://evil.example#.blob.core.windows.net/c/x',
    'https://mlstore1.blob.core.windows.net:8443/c/x',
    'https://mlstore1.blob.core.chinacloudapi.cn/c/x',
    'https://mlstore1.blob.core.windows.net/c/%E0%A4%A',
  ])('%j leads to no storage of this cloud', (uri) => {
    expect(parse(uri)).toBeUndefined();
  });

  it('keeps every path of a datastore as it is', () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9 ._%=-]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(segment, fc.constant('paths')), { minLength: 1, maxLength: 6 }),
        (segments) => {
          const path = segments.join('/');
          expect(parse(`${LONG}/datastores/ds/paths/${path}`)).toMatchObject({ datastore: 'ds', path });
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'azureml://', 'https://', 'runs:/'), (text, scheme) => {
        parse(scheme + text);
      }),
    );
  });
});
