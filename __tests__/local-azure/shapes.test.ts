import { describe, expect, it } from '@jest/globals';
import { datastoreBody, versionBody } from '../../local-azure/arm/machine-learning/answers.ts';
import { createMlStore } from '../../local-azure/arm/machine-learning/store.ts';
import { shapeViolations } from '../../local-azure/shapes/violations.ts';
import type { Exchange } from '../../local-azure/types.ts';
import { createWorld } from '../../local-azure/world.ts';

const WORKSPACE =
  '/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/ml-prod/providers/Microsoft.MachineLearningServices/workspaces/ml';
const world = createWorld();
const version = versionBody(world, {
  name: 'iris',
  version: '3',
  createdAt: new Date(0).toISOString(),
  modelUri: 'azureml://x',
  modelType: 'custom_model',
  isArchived: false,
  isAnonymous: false,
  description: null,
  tags: {},
  properties: {},
});

/** A good exchange, with changes. */
function exchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    method: 'GET',
    host: 'management.azure.com',
    url: `${WORKSPACE}/models/iris/versions/3?api-version=2024-04-01`,
    requestHeaders: { authorization: 'Bearer x' },
    status: 200,
    headers: { 'x-ms-request-id': '1', 'x-ms-correlation-request-id': '1' },
    body: version,
    ...changes,
  };
}

describe('shapeViolations', () => {
  it('has nothing to say about good exchanges', () => {
    expect(shapeViolations([exchange()])).toEqual([]);
  });

  it.each<[string, Partial<Exchange>, RegExp]>([
    [
      'a key that the service does not have',
      { body: { ...version, extra: 1 } },
      /answer : Unrecognized key: "extra"/,
    ],
    ['a missing part', { body: {} }, /answer properties: /],
    ['an unknown endpoint', { url: `${WORKSPACE}/compute?api-version=2024-04-01` }, /no such endpoint/],
    [
      'an api-version without it',
      { url: `${WORKSPACE}/models?api-version=2019-01-01` },
      /api-version '2019-01-01'/,
    ],
    [
      'an unknown query parameter',
      { url: `${WORKSPACE}/models/iris/versions/3?api-version=2024-04-01&x=1` },
      /unknown query parameter x/,
    ],
    ['a body where none belongs', { requestBody: {} }, /the request has a body/],
    ['a request without a token', { requestHeaders: {} }, /no bearer token/],
    ['an answer without ids', { headers: {} }, /no x-ms-request-id/],
    ['an undeclared status', { status: 204, body: undefined }, /undeclared status 204/],
    ['an odd error', { status: 404, body: { message: 'x' } }, /error error: /],
  ])('notices %s', (_what, changes, text) => {
    expect(shapeViolations([exchange(changes)])).toContainEqual(expect.stringMatching(text));
  });

  it('notices a secret in a datastore', () => {
    const [datastore] = createMlStore(world.workspaceGuid).datastores;
    if (!datastore) throw new Error('a workspace has datastores');
    const body = datastoreBody(world, datastore);
    const url = `${WORKSPACE}/datastores/workspaceblobstore?api-version=2024-04-01`;
    expect(shapeViolations([exchange({ url, body })])).toEqual([]);
    const { properties } = body as { properties: object };
    const leak = { ...properties, credentials: { credentialsType: 'AccountKey', secrets: { key: 'x' } } };
    const leaked = shapeViolations([exchange({ url, body: { ...body, properties: leak } })]);
    expect(leaked).toEqual([expect.stringContaining('Unrecognized key: "secrets"')]);
  });

  it('leaves container groups and other hosts alone', () => {
    const group = '/subscriptions/x/resourceGroups/g/providers/Microsoft.ContainerInstance/containerGroups/c';
    expect(shapeViolations([exchange({ url: group }), exchange({ host: 'mlregistry.azurecr.io' })])).toEqual(
      [],
    );
  });
});
