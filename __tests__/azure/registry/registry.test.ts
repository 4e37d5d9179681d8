import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ArmAnswer, ArmRequest } from '../../../src/azure/arm.ts';
import { AzureError } from '../../../src/azure/azure-error.ts';
import { CLOUDS } from '../../../src/azure/clouds.ts';
import type { AzureConnection } from '../../../src/azure/connection.ts';
import { createRegistry } from '../../../src/azure/registry/registry.ts';
import { maskSas } from '../../../src/azure/registry/upload.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/http.ts';
import type { BuildRequest, Registry } from '../../../src/image/types.ts';
import { silentLog } from '../../../src/log.ts';
import { DIGEST, findingsOf } from '../../image/fakes.ts';

const group = '/subscriptions/sub/resourceGroups/ml/providers/Microsoft.ContainerRegistry/registries';
const id = `${group}/MLRegistry`;
const resource = (name: string, more: object = {}): object => ({
  id: `${group}/${name}`,
  name,
  location: 'westeurope',
  properties: { loginServer: `${name}.azurecr.io`, adminUserEnabled: true, ...more },
});

type Handler = (request: ArmRequest) => unknown;

/** Azure's clock at every answer. */
const DATE = 'Wed, 15 Jul 2026 10:00:00 GMT';

/** A connection whose Resource Manager knows these paths, without case. Errors are thrown as they are. */
function connection(
  routes: Readonly<Record<string, Handler>>,
  http: (request: HttpRequest) => HttpAnswer | Error = () => new Error('no network'),
): AzureConnection & { readonly sent: ArmRequest[]; readonly scopes: unknown[] } {
  const sent: ArmRequest[] = [];
  const scopes: unknown[] = [];
  const arm = (request: ArmRequest): Promise<ArmAnswer> => {
    sent.push(request);
    const key = `${request.method ?? 'GET'} ${request.path}`.toLowerCase();
    const handler = Object.entries(routes).find(([route]) => route.toLowerCase() === key)?.[1];
    const body = handler ? handler(request) : refusal(404, 'ResourceNotFound', 'not found');
    return body instanceof Error
      ? Promise.reject(body)
      : Promise.resolve({ status: 200, headers: { date: DATE }, body });
  };
  return {
    sent,
    scopes,
    cloud: CLOUDS.AzureCloud,
    subscriptionId: 'sub',
    credential: {
      getToken: (scope) => {
        scopes.push(scope);
        return Promise.resolve({ token: 'entra-token', expiresOnTimestamp: 0 });
      },
    },
    arm,
    http: (request) => {
      const answer = http(request);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
}

function refusal(status: number, code: string, message: string): AzureError {
  return new AzureError({ doing: 'ask', status, code, message });
}

/** Waits for nothing. */
const tools = { clock: { now: () => 0, sleep: () => Promise.resolve() }, log: silentLog };

const known = { [`GET ${id}`]: () => resource('MLRegistry') };
const list = 'GET /subscriptions/sub/providers/Microsoft.ContainerRegistry/registries';

describe('createRegistry', () => {
  it("takes the workspace's registry", async () => {
    const registry = await createRegistry(connection(known), { id }, tools);
    expect(registry).toMatchObject({
      id,
      server: 'mlregistry.azurecr.io',
      location: 'westeurope',
      anonymousPull: false,
    });
  });

  it.each(['other', 'OTHER', 'other.azurecr.io', `${group}/other`])('finds the input %s', async (server) => {
    const next = 'https://management.azure.com/next';
    const routes = {
      [list]: () => ({ value: [resource('MLRegistry')], nextLink: next }),
      [`GET ${next}`]: () => ({ value: [resource('other')] }),
      [`GET ${group}/other`]: () => resource('other'),
    };
    const azure = connection(routes);
    expect((await createRegistry(azure, { server, id }, tools)).server).toBe('other.azurecr.io');
    expect(azure.sent.find(({ path }) => path === next)?.apiVersion).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, Handler>>, object, RegExp, RegExp]>([
    ['no registry yet', {}, {}, /^The workspace has no container registry yet/, /Set `registry:`/],
    ['a deleted one', {}, { id }, /^The container registry MLRegistry does not exist/, /was deleted/],
    [
      'a wrong id',
      {},
      { server: `${group}/gone` },
      /^The container registry gone does not exist/,
      /Correct its id/,
    ],
    [
      'an unknown name',
      { [list]: () => ({ value: [resource('MLRegistry')] }) },
      { server: 'mlregistri' },
      /^There is no container registry "mlregistri" in the subscription sub/,
      /this run can see: MLRegistry\./,
    ],
    [
      'no right to read',
      {
        [`GET ${id}`]: () =>
          refusal(
            403,
            'AuthorizationFailed',
            `The client 'c' with object id '00000000-0000-0000-0000-000000000001' does not have authorization to perform action 'Microsoft.ContainerRegistry/registries/read' over scope '${id}' or the scope is invalid.`,
          ),
      },
      { id },
      /lacks the right Microsoft\.ContainerRegistry\/registries\/read\./,
      /role "Reader" on/,
    ],
    [
      'an answer of another form',
      { [`GET ${id}`]: () => ({ id }) },
      { id },
      /not in the form/,
      /open an issue/,
    ],
  ])('explains %s', async (_what, routes, choice, message, remedy) => {
    const [finding] = await findingsOf(createRegistry(connection(routes), choice, tools));
    expect(finding?.message).toMatch(message);
    expect(finding?.remedy).toMatch(remedy);
  });
});

describe('adminCredential', () => {
  const credentials = { username: 'MLRegistry', passwords: [{ name: 'password', value: 'one' }] };

  it('is the first password', async () => {
    const azure = connection({ ...known, [`POST ${id}/listCredentials`]: () => credentials });
    const registry = await createRegistry(azure, { id }, tools);
    expect(await registry.adminCredential()).toEqual({ username: 'MLRegistry', password: 'one' });
  });

  it('is not asked for when the admin user is off', async () => {
    const azure = connection({ [`GET ${id}`]: () => resource('MLRegistry', { adminUserEnabled: false }) });
    expect(await (await createRegistry(azure, { id }, tools)).adminCredential()).toBeUndefined();
    expect(azure.sent).toHaveLength(1);
  });
});

const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers,
  body: JSON.stringify(body),
});
const digest = { 'docker-content-digest': DIGEST };

/** Each step of the exchange may be replaced. */
function answers(
  steps: {
    exchange?: HttpAnswer;
    token?: HttpAnswer;
    manifest?: HttpAnswer | Error;
    deletion?: HttpAnswer | Error;
  },
  asked: HttpRequest[] = [],
) {
  return (request: HttpRequest): HttpAnswer | Error => {
    asked.push(request);
    if (request.url.endsWith('/oauth2/exchange'))
      return steps.exchange ?? answer(200, { refresh_token: 'refresh' });
    if (request.url.endsWith('/oauth2/token')) return steps.token ?? answer(200, { access_token: 'access' });
    if (request.method === 'DELETE')
      return steps.deletion ?? answer(202, { manifestsDeleted: [], tagsDeleted: [] });
    return steps.manifest ?? answer(200, '', digest);
  };
}

describe('digestOf', () => {
  it('exchanges the tokens and asks for the manifest', async () => {
    const asked: HttpRequest[] = [];
    const azure = connection(known, answers({}, asked));
    const registry = await createRegistry(azure, { id }, tools);
    expect(await registry.digestOf('aci-model-deploy/iris', 'abc')).toEqual({ digest: DIGEST });
    expect(azure.scopes).toEqual(['https://management.azure.com/.default']);
    expect(asked.map(({ method, url }) => `${method ?? 'GET'} ${url}`)).toEqual([
      'POST https://mlregistry.azurecr.io/oauth2/exchange',
      'POST https://mlregistry.azurecr.io/oauth2/token',
      'HEAD https://mlregistry.azurecr.io/v2/aci-model-deploy/iris/manifests/abc',
    ]);
    expect(Object.fromEntries(new URLSearchParams(String(asked[0]?.body)))).toEqual({
      grant_type: 'access_token',
      service: 'mlregistry.azurecr.io',
      access_token: 'entra-token',
    });
    expect(new URLSearchParams(String(asked[1]?.body)).get('scope')).toBe(
      'repository:aci-model-deploy/iris:pull',
    );
    expect(asked[2]?.headers).toMatchObject({ authorization: 'Bearer access' });
  });

  it("uses the registry's own audience where Resource Manager's is refused", async () => {
    const policies = { azureADAuthenticationAsArmPolicy: { status: 'disabled' } };
    const azure = connection({ [`GET ${id}`]: () => resource('MLRegistry', { policies }) }, answers({}));
    await (await createRegistry(azure, { id }, tools)).digestOf('iris', 'abc');
    expect(azure.scopes).toEqual(['https://containerregistry.azure.net/.default']);
  });

  it.each([
    ['an unknown tag', { manifest: answer(404) }, 'absent'],
    ['no right to pull', { manifest: answer(403) }, 'unreadable'],
    ['no token for the repository', { token: answer(401) }, 'unreadable'],
    ['no exchange', { exchange: answer(401) }, 'unreadable'],
    ['an odd answer', { exchange: answer(200, { other: 1 }) }, 'unreadable'],
    ['no network', { manifest: new Error('ECONNREFUSED') }, 'unreadable'],
    ['a broken digest', { manifest: answer(200, '', { 'docker-content-digest': 'x' }) }, 'unreadable'],
  ])('%s', async (_what, steps, expected) => {
    const registry = await createRegistry(connection(known, answers(steps)), { id }, tools);
    expect(await registry.digestOf('iris', 'abc')).toBe(expected);
  });
});

describe('bytesOf', () => {
  const other = `sha256:${'b'.repeat(64)}`;
  const image = { config: { size: 7 }, layers: [{ size: 100 }, { size: 20 }] };
  const platform = (os: string, architecture: string): object => ({
    digest: other,
    platform: { os, architecture },
  });

  /** Asks a registry whose manifests are these, by digest. */
  async function bytesIn(
    manifests: Readonly<Record<string, unknown>>,
    asked: string[] = [],
  ): Promise<number | undefined> {
    const http = ({ method = 'GET', url }: HttpRequest): HttpAnswer | Error => {
      const name = url.split('/').at(-1) ?? '';
      if (name === 'exchange') return { status: 200, headers: {}, body: '{"refresh_token": "refresh"}' };
      if (name === 'token') return { status: 200, headers: {}, body: '{"access_token": "access"}' };
      asked.push(`${method} ${name}`);
      const found = manifests[name];
      if (found instanceof Error) return found;
      return { status: found === undefined ? 404 : 200, headers: {}, body: JSON.stringify(found ?? {}) };
    };
    return (await createRegistry(connection(known, http), { id }, tools)).bytesOf('iris', DIGEST);
  }

  it('is what is pulled: the layers and the configuration', async () => {
    const asked: string[] = [];
    expect(await bytesIn({ [DIGEST]: image }, asked)).toBe(127);
    expect(asked).toEqual([`GET ${DIGEST}`]);
  });

  it('is that of the platform which runs, when there are several', async () => {
    const manifests = [
      { digest: DIGEST },
      { digest: DIGEST, platform: { os: 'linux', architecture: 'arm64' } },
      platform('linux', 'amd64'),
    ];
    expect(await bytesIn({ [DIGEST]: { manifests }, [other]: image })).toBe(127);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of an image that is gone', {}],
    ['without an answer', { [DIGEST]: new Error('ECONNREFUSED') }],
    ['of what is no image', { [DIGEST]: { layers: 'x' } }],
    ['of an image for other platforms', { [DIGEST]: { manifests: [platform('windows', 'amd64')] } }],
    ['when one platform is gone', { [DIGEST]: { manifests: [platform('linux', 'amd64')] } }],
    [
      'of platforms that have platforms',
      {
        [DIGEST]: { manifests: [platform('linux', 'amd64')] },
        [other]: { manifests: [platform('linux', 'amd64')] },
      },
    ],
  ])('is not known %s', async (_name, manifests) => {
    expect(await bytesIn(manifests)).toBeUndefined();
  });

  it('is not known without a token', async () => {
    const refusing = connection(known, () => ({ status: 401, headers: {}, body: '' }));
    expect(await (await createRegistry(refusing, { id }, tools)).bytesOf('iris', DIGEST)).toBeUndefined();
  });
});

describe('deleteRepository', () => {
  it('asks with a token that may delete this repository only', async () => {
    const asked: HttpRequest[] = [];
    const registry = await createRegistry(connection(known, answers({}, asked)), { id }, tools);
    expect(await registry.deleteRepository('aci-model-deploy/previews/iris-pr-12')).toBe('deleted');
    expect(asked.map(({ method, url }) => `${method ?? 'GET'} ${url}`)).toEqual([
      'POST https://mlregistry.azurecr.io/oauth2/exchange',
      'POST https://mlregistry.azurecr.io/oauth2/token',
      'DELETE https://mlregistry.azurecr.io/acr/v1/aci-model-deploy/previews/iris-pr-12?api-version=2021-07-01',
    ]);
    expect(new URLSearchParams(String(asked[1]?.body)).get('scope')).toBe(
      'repository:aci-model-deploy/previews/iris-pr-12:delete',
    );
    expect(asked[2]?.headers).toMatchObject({ authorization: 'Bearer access' });
  });

  it.each([
    ['a repository that is not there', { deletion: answer(404) }, 'absent'],
    ['no right', { deletion: answer(401) }, { status: 401 }],
    ['a locked repository', { deletion: answer(405) }, { status: 405 }],
    ['no token for the repository', { token: answer(401) }, { status: 401 }],
    ['no exchange', { exchange: answer(401) }, { status: 401 }],
    ['no network', { deletion: new Error('ECONNREFUSED') }, { status: 0 }],
  ])('%s', async (_what, steps, expected) => {
    const registry = await createRegistry(connection(known, answers(steps)), { id }, tools);
    expect(await registry.deleteRepository('iris')).toEqual(expected);
  });
});

describe('quick builds', () => {
  const run = {
    properties: {
      runId: 'ca1',
      status: 'Succeeded',
      outputImages: [
        { registry: 'mlregistry.azurecr.io', repository: 'iris', tag: 'abc', digest: DIGEST },
        { repository: 'x' },
      ],
    },
  };

  it('starts one, asks how it is and cancels it', async () => {
    const azure = connection({
      ...known,
      [`POST ${id}/scheduleRun`]: () => ({ properties: { runId: 'ca1', status: 'Queued' } }),
      [`GET ${id}/runs/ca1`]: () => run,
      [`POST ${id}/runs/ca1/cancel`]: () => undefined,
    });
    const registry = await createRegistry(azure, { id }, tools);
    const request = { source: { path: 'source/a.tar.gz' }, imageName: 'iris:abc', dockerfile: 'Dockerfile' };
    expect(await registry.startBuild(request, [])).toEqual({ id: 'ca1', status: 'Queued', images: [] });
    expect(await registry.pollBuild('ca1')).toEqual({
      id: 'ca1',
      status: 'Succeeded',
      images: [{ repository: 'iris', tag: 'abc', digest: DIGEST }],
    });
    await registry.cancelBuild('ca1');
    expect(azure.sent[1]).toMatchObject({
      apiVersion: '2019-06-01-preview',
      body: {
        type: 'DockerBuildRequest',
        imageNames: ['iris:abc'],
        isPushEnabled: true,
        sourceLocation: 'source/a.tar.gz',
        dockerFilePath: 'Dockerfile',
        platform: { os: 'Linux', architecture: 'amd64' },
        timeout: 3600,
        agentConfiguration: { cpu: 2 },
        credentials: { sourceRegistry: { loginMode: 'Default' } },
      },
    });
  });

  describe('whose answer was lost', () => {
    const REQUEST: BuildRequest = {
      source: { path: 'source/a.tar.gz', since: Date.parse(DATE) },
      imageName: 'iris:abc',
      dockerfile: 'Dockerfile',
    };
    const listed = (runId: string, more: object = {}): object => ({
      properties: {
        runId,
        status: 'Running',
        runType: 'QuickBuild',
        createTime: '2026-07-15T10:00:00.5Z',
        ...more,
      },
    });
    const image = { repository: 'iris', tag: 'abc', digest: DIGEST };
    /** What is found among these runs, which the registry lists newest first. */
    const find = async (value: unknown, request = REQUEST, others: string[] = []): Promise<unknown> => {
      const azure = connection({
        ...known,
        [`GET ${id}/runs`]: () => (value instanceof Error ? value : { value }),
        [`POST ${id}/scheduleRun`]: (sent) => sent.lookFor,
      });
      // The connection here sends nothing twice: the look-up is what Resource Manager's client would ask.
      const lost = {
        ...azure,
        arm: async (sent: ArmRequest) =>
          (await sent.lookFor?.()) ??
          (sent.lookFor ? { status: 200, headers: {}, body: listed('new') } : azure.arm(sent)),
      };
      return (await createRegistry(lost, { id }, tools)).startBuild(request, others);
    };

    it('is looked for among the newest runs', async () => {
      expect(await find([listed('ca7')])).toEqual({
        id: 'ca7',
        status: 'Running',
        images: [],
        isFound: true,
      });
    });

    it('is the run that made the image, else the oldest that goes on', async () => {
      const done = listed('ca9', { status: 'Succeeded', outputImages: [image] });
      expect(await find([done, listed('ca8'), listed('ca7')])).toMatchObject({ id: 'ca9', isFound: true });
      expect(await find([listed('ca8'), listed('ca7')])).toMatchObject({ id: 'ca7', isFound: true });
    });

    it.each<[string, unknown, BuildRequest, string[]]>([
      ['there is none', [], REQUEST, []],
      ['one is older than the upload', [listed('ca7', { createTime: '2026-07-15T09:59:59Z' })], REQUEST, []],
      ['one belongs to a task', [listed('ca7', { runType: 'AutoBuild' })], REQUEST, []],
      ['one has proved to be another', [listed('ca7')], REQUEST, ['ca7']],
      ['one has ended without the image', [listed('ca7', { status: 'Succeeded' })], REQUEST, []],
      ['the time of the upload is not known', [listed('ca7')], { ...REQUEST, source: { path: 'x' } }, []],
      ['the runs may not be listed', refusal(403, 'AuthorizationFailed', 'no'), REQUEST, []],
      ['the list has another form', 'runs', REQUEST, []],
    ])('is not found when %s', async (_what, value, request, others) => {
      expect(await find(value, request, others)).toEqual({ id: 'new', status: 'Running', images: [] });
    });
  });

  it('says what to do where builds are not allowed', async () => {
    const message = 'ACR Tasks requests for the registry MLRegistry are not permitted.';
    const azure = connection({
      ...known,
      [`POST ${id}/scheduleRun`]: () => refusal(400, 'TasksOperationsNotAllowed', message),
    });
    const registry = await createRegistry(azure, { id }, tools);
    const [finding] = await findingsOf(
      registry.startBuild({ source: { path: 's' }, imageName: 'a:b', dockerfile: 'Dockerfile' }, []),
    );
    expect(finding?.message).toContain('may not build images (TasksOperationsNotAllowed)');
    expect(finding).toMatchObject({
      remedy: expect.stringContaining('the input image'),
      azure: { code: 'TasksOperationsNotAllowed' },
    });
  });
});

/** A blob service that keeps what is put into it. */
interface Store {
  readonly url: string;
  readonly server: Server;
  readonly requests: string[];
  status: number;
  /** Error code of an answer with another status. */
  code: string;
  blob: Buffer;
  metadata: Record<string, string>;
}

async function startStore(): Promise<Store> {
  const blocks: Buffer[] = [];
  const store = {
    requests: [] as string[],
    status: 0,
    code: 'Refused',
    blob: Buffer.alloc(0) as Buffer,
    metadata: {},
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const component = new URL(request.url ?? '', 'http://x').searchParams.get('comp') ?? '';
    store.requests.push(`${request.method ?? ''} ${component}`.trim());
    const headers: Record<string, string> = Object.fromEntries(
      Object.entries(store.metadata).map(([name, value]) => [`x-ms-meta-${name}`, String(value)]),
    );
    headers['etag'] = '"1"';
    if (store.status !== 0)
      return void response.writeHead(store.status, { 'x-ms-error-code': store.code }).end();
    if (component === 'block') blocks.push(Buffer.concat(chunks));
    if (component === 'blocklist') store.blob = Buffer.concat(blocks.splice(0));
    if (request.method === 'PUT') return void response.writeHead(201).end();
    const [, from = '0', to] =
      /bytes=(\d+)-(\d*)/.exec(String(request.headers['x-ms-range'] ?? request.headers['range'])) ?? [];
    const body = store.blob.subarray(Number(from), to ? Number(to) + 1 : undefined);
    headers['content-length'] = String(request.method === 'HEAD' ? store.blob.length : body.length);
    response
      .writeHead(request.method === 'HEAD' ? 200 : 206, headers)
      .end(request.method === 'HEAD' ? undefined : body);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(store, {
    server,
    url: `http://127.0.0.1:${port}/tasks/source.tar.gz?sv=1&sig=a%2Bb%3D`,
  });
}

describe('with a blob service', () => {
  let store: Store;
  let registry: Registry;
  let azure: ReturnType<typeof connection>;
  const masked: string[] = [];
  const mask = (secret: string): void => void masked.push(secret);

  beforeAll(async () => {
    store = await startStore();
    azure = connection({
      ...known,
      [`POST ${id}/listBuildSourceUploadUrl`]: () => ({
        uploadUrl: store.url,
        relativePath: 'source/a.tar.gz',
      }),
      [`POST ${id}/runs/ca1/listLogSasUrl`]: () => ({ logLink: store.url }),
    });
    registry = await createRegistry(azure, { id }, tools);
  });
  afterAll(() => void store.server.close());

  it('uploads in blocks to a URL that is masked first', async () => {
    const archive = Readable.from([Buffer.alloc(5_000_000, 'a'), Buffer.alloc(5_000_000, 'b')]);
    expect(await registry.uploadSource(() => archive, mask)).toEqual({
      path: 'source/a.tar.gz',
      since: Date.parse(DATE),
    });
    expect(store.blob.length).toBe(10_000_000);
    expect(store.requests).toEqual(['PUT block', 'PUT block', 'PUT blocklist']);
    expect(masked).toEqual([store.url, 'sv=1&sig=a%2Bb%3D', 'a+b=', 'a%2Bb%3D']);
  });

  it('passes on what the archive says when it breaks', async () => {
    const archive = Readable.from(
      (function* () {
        yield Buffer.alloc(10);
        throw new Error('"code/score.py" is longer');
      })(),
    );
    await expect(registry.uploadSource(() => archive, mask)).rejects.toThrow('"code/score.py" is longer');
  });

  it('does not take a model that cannot be read for a refused upload', async () => {
    const archive = Readable.from(
      (function* () {
        yield Buffer.alloc(10);
        throw refusal(403, 'AuthenticationFailed', 'no');
      })(),
    );
    const asked = azure.sent.length;
    const [finding] = await findingsOf(registry.uploadSource(() => archive, mask));
    expect(finding?.remedy).toContain('renew the credentials of the datastore');
    expect(azure.sent.slice(asked)).toHaveLength(1);
  });

  it('explains a refused upload, and leaves the archive closed', async () => {
    store.status = 403;
    const archive = Readable.from([Buffer.alloc(10)]);
    const [finding] = await findingsOf(registry.uploadSource(() => archive, mask));
    expect(finding?.message).toContain('Could not upload the build context to mlregistry.azurecr.io');
    expect(finding?.remedy).toContain('proxy and firewall of the runner');
    expect(JSON.stringify(finding)).not.toContain('sig=');
    expect(archive.destroyed).toBe(true);
    store.status = 0;
  });

  it('asks once more for an address, and sends everything again, when the address is not accepted', async () => {
    const archives: Readable[] = [];
    const archive = (): Readable => {
      if (archives.length > 0) [store.status, store.code] = [0, 'Refused'];
      return archives[archives.push(Readable.from([Buffer.from('all of it')])) - 1] as Readable;
    };
    [store.status, store.code] = [403, 'AuthenticationFailed'];
    const asked = azure.sent.length;
    expect(await registry.uploadSource(archive, mask)).toMatchObject({ path: 'source/a.tar.gz' });
    expect(azure.sent.slice(asked).map(({ path }) => path)).toEqual([
      `${id}/listBuildSourceUploadUrl`,
      `${id}/listBuildSourceUploadUrl`,
    ]);
    expect(archives.map(({ destroyed }) => destroyed)).toEqual([true, true]);
    expect(store.blob.toString()).toBe('all of it');
  });

  it('reads a growing log by offset, and asks for its URL once', async () => {
    const read = async (from: number): Promise<unknown> => {
      const { bytes, complete } = await registry.readBuildLog('ca1', from, mask);
      return { text: Buffer.from(bytes).toString(), complete };
    };
    store.status = 404;
    expect(await read(0)).toEqual({ text: '', complete: false });
    store.status = 0;
    store.blob = Buffer.from('one\n');
    expect(await read(0)).toEqual({ text: 'one\n', complete: false });
    expect(await read(4)).toEqual({ text: '', complete: false });
    store.blob = Buffer.from('one\ntwo');
    store.metadata = { Complete: 'Succeeded' };
    expect(await read(4)).toEqual({ text: 'two', complete: true });
    expect(azure.sent.filter(({ path }) => path.endsWith('listLogSasUrl'))).toHaveLength(1);
  });

  it('asks for a new URL when the old one ran out', async () => {
    store.status = 403;
    expect(await registry.readBuildLog('ca1', 0, mask)).toEqual({ bytes: new Uint8Array(), complete: false });
    store.status = 0;
    await registry.readBuildLog('ca1', 0, mask);
    expect(azure.sent.filter(({ path }) => path.endsWith('listLogSasUrl'))).toHaveLength(2);
  });
});

describe('maskSas', () => {
  it('masks nothing empty', () => {
    const masked: string[] = [];
    maskSas('https://store.example/blob', (secret) => masked.push(secret));
    expect(masked).toEqual(['https://store.example/blob']);
  });
});
