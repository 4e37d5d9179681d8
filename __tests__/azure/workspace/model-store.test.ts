import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ArmRequest } from '../../../src/azure/arm.ts';
import { AzureError } from '../../../src/azure/azure-error.ts';
import type { BlobAccess, BlobContainer, StoredFiles } from '../../../src/azure/storage/blobs.ts';
import { CLOUDS } from '../../../src/azure/clouds.ts';
import type { AzureConnection } from '../../../src/azure/connection.ts';
import { createModelStore } from '../../../src/azure/workspace/model-store.ts';
import type { Finding } from '../../../src/findings.ts';
import { ActionError } from '../../../src/findings.ts';
import { silentLog } from '../../../src/log.ts';
import { parseModelReferences } from '../../../src/models/reference.ts';
import { resolveModels } from '../../../src/models/resolve.ts';
import type { FoundModel, ModelStore, RegisteredReference } from '../../../src/models/types.ts';
import { anyCredential } from '../fake-client.ts';

const WS = '/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws';
const URI = `azureml:/${WS.replace('/providers/Microsoft.MachineLearningServices', '')}/datastores/store/paths/Local/md5/iris.pkl`;
const CONTAINER = 'https://mlstore1.blob.core.windows.net/azureml';
const DENIED =
  "The client 'me' with object id '11111111-2222-3333-4444-555555555555' does not have authorization to perform action " +
  "'Microsoft.MachineLearningServices/workspaces/datastores/listSecrets/action' over scope '/subscriptions/s-1/x' or the scope is invalid.";

type Body = object | AzureError;

/** What ARM answers, by method and path below the workspace. */
let arm: Record<string, Body>;
/** What lies in storage, by container URL and path; an error instead of it is the answer to everything there. */
let blobs: Record<string, string[] | AzureError>;
let requests: string[];
let opened: { readonly url: string; readonly access: BlobAccess }[];
const mask = jest.fn();

beforeEach(() => {
  requests = [];
  opened = [];
  mask.mockClear();
  arm = {
    'GET /models/iris/versions/3': version('3'),
    'GET /datastores/store': datastore('AccountKey'),
    'POST /datastores/store/listSecrets': { secretsType: 'AccountKey', key: 'the-key' },
  };
  blobs = { [`${CONTAINER}/Local/md5/iris.pkl`]: ['iris.pkl'] };
});

function version(name: string, properties: object = {}): object {
  return { id: 'x', name, properties: { modelUri: URI, isArchived: false, ...properties } };
}

function datastore(credentialsType: string, properties: object = {}): object {
  const byDefault = {
    datastoreType: 'AzureBlob',
    accountName: 'mlstore1',
    containerName: 'azureml',
    endpoint: 'core.windows.net',
  };
  return { properties: { ...byDefault, credentials: { credentialsType }, ...properties } };
}

function refused(status: number, code: string, message = 'No.'): AzureError {
  return new AzureError({ doing: 'do it', status, code, message });
}

function answer({
  method = 'GET',
  path,
  query,
  doing,
}: ArmRequest): Promise<{ status: number; headers: object; body: unknown }> {
  const request = `${method} ${path.slice(WS.length)}${query ? `?${Object.values(query).join('&')}` : ''}`;
  requests.push(request);
  const body = arm[request] ?? refused(404, 'NotFound');
  if (!(body instanceof AzureError)) return Promise.resolve({ status: 200, headers: {}, body });
  return Promise.reject(new AzureError({ ...body.facts, doing }));
}

function open(url: string, access: BlobAccess): Promise<BlobContainer> {
  opened.push({ url, access });
  const list = (path: string, doing: string): Promise<StoredFiles | undefined> => {
    const found = blobs[`${access.kind} ${url}/${path}`] ?? blobs[`${url}/${path}`];
    if (found instanceof AzureError) return Promise.reject(new AzureError({ ...found.facts, doing }));
    if (!found) return Promise.resolve(undefined);
    const files = found.map((name) => ({
      path: name,
      bytes: 5,
      identity: name,
      open: () => Promise.reject(new Error('no')),
    }));
    return Promise.resolve({ root: found[0]?.split('/')[0] ?? '', files });
  };
  return Promise.resolve({ list });
}

function store(): ModelStore {
  const connection: AzureConnection = {
    cloud: CLOUDS.AzureCloud,
    subscriptionId: 's-1',
    credential: anyCredential,
    arm: (request) => answer(request) as ReturnType<AzureConnection['arm']>,
    http: () => Promise.reject(new Error('no http here')),
  };
  const workspace = { id: WS, name: 'ws', location: 'westeurope', guid: '0a-1b' };
  return createModelStore(connection, workspace, { log: { ...silentLog, mask }, open });
}

function find(text: string): Promise<FoundModel> {
  return store().find(parseModelReferences(text).references[0] as RegisteredReference);
}

async function failureOf(text: string): Promise<Finding> {
  const caught: unknown = await find(text).catch((error: unknown) => error);
  if (!(caught instanceof ActionError) || !caught.findings[0])
    throw new Error(`Expected an ActionError, got ${String(caught)}`);
  return caught.findings[0];
}

describe('a registered model', () => {
  it('is read from version, datastore, credentials and blobs', async () => {
    const { model, findings } = await find('iris:3');
    expect(findings).toEqual([]);
    expect(model).toMatchObject({
      name: 'iris',
      version: '3',
      source: 'registered',
      root: 'iris.pkl',
      bytes: 5,
      origin: URI,
    });
    expect(requests).toEqual([
      'GET /models/iris/versions/3',
      'GET /datastores/store',
      'POST /datastores/store/listSecrets',
    ]);
    expect(opened).toEqual([
      { url: CONTAINER, access: { kind: 'key', account: 'mlstore1', key: 'the-key' } },
    ]);
    expect(mask).toHaveBeenCalledWith('the-key');
  });

  it('without a version is the one created last, not the one with the highest number', async () => {
    arm['GET /models/iris/versions?createdtime desc&1'] = { value: [version('2')] };
    expect((await find('iris')).model.version).toBe('2');
  });

  it('sums up its files', async () => {
    blobs = { [`${CONTAINER}/Local/md5/iris.pkl`]: ['iris.pkl/a', 'iris.pkl/b'] };
    expect((await find('iris:3')).model).toMatchObject({
      bytes: 10,
      files: [{ path: 'iris.pkl/a' }, { path: 'iris.pkl/b' }],
    });
  });

  it('is deployed with a warning when it is archived', async () => {
    arm['GET /models/iris/versions/3'] = version('3', { isArchived: true });
    expect((await find('iris:3')).findings).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: 'The model "iris:3" is archived; it is deployed all the same.',
      }),
    ]);
  });

  it.each([{ 'azureml.unpack': 'true' }, { unpack: 'True' }])(
    'warns that it is not unpacked: %j',
    async (properties) => {
      arm['GET /models/iris/versions/3'] = version('3', { properties });
      expect((await find('iris:3')).findings).toEqual([
        expect.objectContaining({
          severity: 'warning',
          message: expect.stringMatching(/put into the image as it is/),
        }),
      ]);
    },
  );

  it('is found where its percent-encoded path leads', async () => {
    arm['GET /models/iris/versions/3'] = version('3', { modelUri: URI.replace('iris.pkl', 'my%20iris.pkl') });
    blobs = { [`${CONTAINER}/Local/md5/my iris.pkl`]: ['my iris.pkl'] };
    expect((await find('iris:3')).model.root).toBe('my iris.pkl');
  });

  it.each([
    ['a long id of this workspace', `${WS}/models/iris/versions/3`],
    ['with other case', `${WS.toLowerCase()}/models/iris/versions/3`],
    ["the workspace's own id", 'azureml://locations/westeurope/workspaces/0A-1B/models/iris/versions/3'],
  ])('may be named by %s', async (_name, text) => {
    expect((await find(text)).model.name).toBe('iris');
  });
});

describe('a datastore', () => {
  it.each<[string, object, object, object]>([
    [
      'with a SAS',
      datastore('Sas'),
      { secretsType: 'Sas', sasToken: '?sig=x' },
      { kind: 'sas', token: 'sig=x' },
    ],
    ['without credentials', datastore('None'), {}, { kind: 'identity' }],
    ['with a service principal', datastore('ServicePrincipal'), {}, { kind: 'identity' }],
    ['without an answer about credentials', datastore('x', { credentials: null }), {}, { kind: 'identity' }],
  ])('%s', async (_name, store, secrets, access) => {
    arm['GET /datastores/store'] = store;
    arm['POST /datastores/store/listSecrets'] = secrets;
    await find('iris:3');
    expect(opened).toEqual([{ url: CONTAINER, access: expect.objectContaining(access) }]);
  });

  it('of the type Data Lake Gen2 is read as Blob storage', async () => {
    arm['GET /datastores/store'] = datastore('None', {
      datastoreType: 'AzureDataLakeGen2',
      filesystem: 'fs',
      containerName: null,
    });
    blobs = { 'https://mlstore1.blob.core.windows.net/fs/Local/md5/iris.pkl': ['iris.pkl'] };
    expect((await find('iris:3')).model.root).toBe('iris.pkl');
  });

  it('is read with the own identity where its secrets may not be read', async () => {
    arm['POST /datastores/store/listSecrets'] = refused(403, 'AuthorizationFailed', DENIED);
    await find('iris:3');
    expect(opened.map(({ access }) => access.kind)).toEqual(['identity']);
  });

  it('names both roles that would help when the identity may not read either', async () => {
    arm['POST /datastores/store/listSecrets'] = refused(403, 'AuthorizationFailed', DENIED);
    blobs = { [`${CONTAINER}/Local/md5/iris.pkl`]: refused(403, 'AuthorizationPermissionMismatch') };
    const { message, remedy } = await failureOf('iris:3');
    expect(message).toMatch(
      /^Could not list the files of the model "iris:3": AuthorizationPermissionMismatch/,
    );
    expect(remedy).toMatch(
      /"AzureML Data Scientist".*Or grant "Storage Blob Data Reader" on the storage account/,
    );
  });

  it('is read with the own identity once the account has refused its key', async () => {
    blobs[`key ${CONTAINER}/Local/md5/iris.pkl`] = refused(403, 'KeyBasedAuthenticationNotPermitted');
    await find('iris:3');
    expect(opened.map(({ access }) => access.kind)).toEqual(['key', 'identity']);
  });

  it.each<[string, object, RegExp]>([
    [
      'a file share',
      { datastoreType: 'AzureFile' },
      /is of the type "AzureFile"; models are read from Blob storage only/,
    ],
    [
      'another cloud',
      { endpoint: 'core.chinacloudapi.cn' },
      /lies at "core.chinacloudapi.cn", outside of AzureCloud/,
    ],
    ['a host that is not Azure', { endpoint: 'evil.example' }, /lies at "evil.example"/],
    ['no account', { accountName: null }, /does not say which storage account and container/],
    ['an account that is a path', { accountName: 'x.evil.example/' }, /does not say which storage account/],
    ['no type', { datastoreType: undefined }, /not in the form that the Action knows/],
  ])('of %s is refused', async (_name, properties, message) => {
    arm['GET /datastores/store'] = datastore('None', properties);
    expect((await failureOf('iris:3')).message).toMatch(message);
    expect(opened).toEqual([]);
  });
});

describe('a model that cannot be read', () => {
  it('names the versions there are', async () => {
    arm['GET /models/iris/versions?createdtime desc&5'] = { value: [version('7'), version('3')] };
    expect(await failureOf('iris:9')).toMatchObject({
      message: 'The model "iris" has no version "9" in the workspace "ws".',
      remedy: 'Its newest versions are: 7, 3. Write iris without a version for the newest.',
      input: 'models',
    });
  });

  it.each(['unknown:1', 'unknown'])('%s is told with the workspace', async (text) => {
    const { message, remedy } = await failureOf(text);
    expect(message).toBe(
      'The model "unknown" does not exist in the workspace "ws", or has only archived versions.',
    );
    expect(remedy).toMatch(/upper and lower case/);
  });

  it('has only archived versions', async () => {
    arm['GET /models/iris/versions?createdtime desc&1'] = { value: [] };
    expect((await failureOf('iris')).message).toMatch(/or has only archived versions/);
  });

  it('tells the missing role', async () => {
    arm['GET /models/iris/versions/3'] = refused(
      403,
      'AuthorizationFailed',
      DENIED.replaceAll('datastores/listSecrets/action', 'models/versions/read'),
    );
    const { message, remedy } = await failureOf('iris:3');
    expect(message).toMatch(
      /^Could not read the model "iris:3": the identity that signs in lacks the right /,
    );
    expect(remedy).toMatch(/Grant the role "Reader" on \/subscriptions\/s-1\/x/);
  });

  it.each<[unknown, RegExp]>([
    [null, /Azure does not tell where its files are/],
    ['aml://asset/0a1b', /the Action cannot read from "aml:\/\/asset\/0a1b"/],
    ['https://evil.example/c/x', /cannot read from "https:\/\/evil.example\/c\/x"/],
  ])('has the modelUri %j', async (modelUri, message) => {
    arm['GET /models/iris/versions/3'] = version('3', { modelUri });
    const finding = await failureOf('iris:3');
    expect(finding.message).toMatch(message);
    expect(finding.remedy).toMatch(/az ml model create/);
  });

  it('has no files any more', async () => {
    blobs = {};
    expect((await failureOf('iris:3')).message).toBe(
      `The model "iris:3" has no files where it was registered: ${URI}`,
    );
    blobs = { [`${CONTAINER}/Local/md5/iris.pkl`]: [] };
    expect((await failureOf('iris:3')).message).toBe(`The model "iris:3" is an empty folder: ${URI}`);
  });

  it.each([
    [
      `${WS.replace('s-1', 's-2')}/models/iris/versions/3`,
      /its subscription is "s-2", and this run uses "s-1"/,
    ],
    [
      `${WS.replace('rg', 'other')}/models/iris/versions/3`,
      /its resource group is "other", and this run uses "rg"/,
    ],
    [`${WS}2/models/iris/versions/3`, /its workspace is "ws2", and this run uses "ws"/],
    [
      'azureml://locations/x/workspaces/9f/models/iris/versions/3',
      /its workspace is "9f", and this run uses "0a-1b"/,
    ],
  ])('lies in another workspace: %s', async (text, message) => {
    const finding = await failureOf(text);
    expect(finding.message).toMatch(message);
    expect(finding.remedy).toMatch(/workspace-resource-group/);
    expect(requests).toEqual([]);
  });
});

describe('many models', () => {
  const lines = Array.from({ length: 300 }, (_, index) => `m${index}:1`).join('\n');
  const { references } = parseModelReferences(lines);

  beforeEach(() => {
    for (const { name } of references) arm[`GET /models/${name}/versions/1`] = version('1');
  });

  it('ask for their datastore and its secrets once', async () => {
    const { models, findings } = await resolveModels(references, {
      workspaceDirectory: '/nowhere',
      store: store(),
    });
    expect(findings).toEqual([]);
    expect(models.map(({ name }) => name)).toEqual(references.map(({ name }) => name));
    expect(requests.filter((request) => request.includes('datastores'))).toHaveLength(2);
    expect(opened).toHaveLength(1);
  });

  it('tell a missing role once', async () => {
    blobs = { [`${CONTAINER}/Local/md5/iris.pkl`]: refused(403, 'AuthorizationPermissionMismatch') };
    const { findings } = await resolveModels(references, { workspaceDirectory: '/nowhere', store: store() });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain('"m0:1"');
    expect(findings[0]?.evidence?.[0]).toBe('The same for 299 more:');
  });
});
