import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline';
import { RestError, createHttpHeaders } from '@azure/core-rest-pipeline';
import { describe, expect, it } from '@jest/globals';
import type { ArmRequest } from '../../../src/azure/arm.ts';
import { AzureError } from '../../../src/azure/azure-error.ts';
import { CLOUDS } from '../../../src/azure/clouds.ts';
import type { AzureConnection } from '../../../src/azure/connection.ts';
import type { ContainerGroups } from '../../../src/azure/container-instance/container-groups.ts';
import { createContainerGroups } from '../../../src/azure/container-instance/container-groups.ts';
import { silentLog } from '../../../src/log.ts';

interface Wire {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Milliseconds that were waited for. */
const waits: number[] = [];
const clock = { now: () => 0, sleep: (ms: number) => (waits.push(ms), Promise.resolve()) };
const GROUP_PATH =
  '/subscriptions/sub/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups/iris';
const OPERATION =
  'https://management.azure.com/subscriptions/sub/providers/Microsoft.ContainerInstance/locations/westeurope/operations/1?api-version=2018-06-01';
const GROUP: ContainerGroup = { location: 'westeurope', osType: 'Linux', containers: [], tags: { a: 'b' } };

/** A resource manager that answers the SDK with `wire` and our own requests with `arm`. */
async function start(
  wire: (request: PipelineRequest) => Wire,
  arm: (request: ArmRequest) => { status: number; body: unknown } = () => ({ status: 200, body: {} }),
): Promise<{ groups: ContainerGroups; sent: PipelineRequest[]; asked: string[] }> {
  const sent: PipelineRequest[] = [];
  const asked: string[] = [];
  const transport: HttpClient = {
    sendRequest: (request) => {
      sent.push(request);
      const { status, body, headers = {} } = wire(request);
      return Promise.resolve({
        request,
        status,
        headers: createHttpHeaders({ 'content-type': 'application/json', ...headers }),
        bodyAsText: body === undefined ? '' : JSON.stringify(body),
      });
    },
  };
  const connection: AzureConnection = {
    cloud: CLOUDS.AzureCloud,
    subscriptionId: 'sub',
    credential: {
      getToken: () => Promise.resolve({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 }),
    },
    arm: (request) => {
      asked.push(request.path);
      return Promise.resolve({ headers: {}, ...arm(request) });
    },
    http: () => Promise.reject(new Error('no other request')),
  };
  return {
    groups: await createContainerGroups(connection, 'rg', { clock, log: silentLog }, transport),
    sent,
    asked,
  };
}

const refused = (status: number, code: string): Wire => ({
  status,
  body: { error: { code, message: `${code} it is` } },
  headers: { 'x-ms-correlation-request-id': 'c-1' },
});

async function errorOf(promise: Promise<unknown>): Promise<AzureError> {
  const caught: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(caught instanceof AzureError)) throw new Error(`expected an AzureError, got ${String(caught)}`);
  return caught;
}

describe('reading', () => {
  it('reads a group with its API version', async () => {
    const { groups, sent } = await start(() => ({
      status: 200,
      body: {
        location: 'westeurope',
        properties: { osType: 'Linux', containers: [], provisioningState: 'Succeeded' },
      },
    }));
    expect(await groups.get('iris')).toMatchObject({ provisioningState: 'Succeeded' });
    expect(sent[0]?.url).toBe(`https://management.azure.com${GROUP_PATH}?api-version=2023-05-01`);
    expect(sent[0]?.headers.get('user-agent')).toMatch(/^aci-model-deploy/);
  });

  it('says undefined for a group that is not there, but not for a resource group that is not there', async () => {
    expect(await (await start(() => refused(404, 'ResourceNotFound'))).groups.get('iris')).toBeUndefined();
    const error = await errorOf(
      (await start(() => refused(404, 'ResourceGroupNotFound'))).groups.get('iris'),
    );
    expect(error.code).toBe('ResourceGroupNotFound');
  });

  it('lists the groups of the resource group, page by page', async () => {
    const next = 'https://management.azure.com/next?page=2';
    const { groups, sent } = await start(({ url }) =>
      url === next
        ? { status: 200, body: { value: [{ ...GROUP, name: 'rose' }] } }
        : { status: 200, body: { value: [{ ...GROUP, name: 'iris' }], nextLink: next } },
    );
    expect((await groups.list()).map(({ name, tags }) => [name, tags])).toEqual([
      ['iris', { a: 'b' }],
      ['rose', { a: 'b' }],
    ]);
    expect(new URL(sent[0]?.url ?? '').pathname).toBe(GROUP_PATH.replace(/\/iris$/, ''));
  });

  it('names the resource group when it may not list', async () => {
    const { groups } = await start(() => refused(403, 'AuthorizationFailed'));
    expect((await errorOf(groups.list())).facts.doing).toBe('list the container groups of rg');
  });

  it('tells code, correlation id and portal page of a refusal', async () => {
    const { groups } = await start(() => refused(403, 'AuthorizationFailed'));
    expect((await errorOf(groups.get('iris'))).facts).toEqual({
      doing: 'read the container group iris',
      status: 403,
      code: 'AuthorizationFailed',
      message: 'AuthorizationFailed it is',
      correlationId: 'c-1',
      portalUrl: `https://portal.azure.com/#resource${GROUP_PATH}`,
    });
  });

  it('gives a request up that gets no answer in time, and sends it again', async () => {
    let timeout = 0;
    const late = Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' });
    const { groups, sent } = await start((request) => {
      timeout = request.timeout;
      throw late;
    });
    const { facts } = await errorOf(groups.get('iris'));
    expect(timeout).toBe(90_000);
    expect(sent).toHaveLength(4);
    expect(facts).toMatchObject({ status: 0, message: 'there was no answer within 1 m 30 s', tried: 4 });
  });

  it.each([
    [409, 'ContainerGroupTransitioning'],
    [409, 'ContainerLogNotAvailable'],
    [404, 'ResourceNotFound'],
  ])('has no log when Azure says %s %s', async (status, code) => {
    expect(await (await start(() => refused(status, code))).groups.logs('iris', 'c', 100)).toBeUndefined();
  });

  it('reads the tail of a log, and takes an empty one for none', async () => {
    const { groups, sent } = await start((request) => ({
      status: 200,
      body: { content: request.url.includes('/containers/c/') ? 'line\n' : '' },
    }));
    expect(await groups.logs('iris', 'c', 50)).toBe('line\n');
    expect(sent[0]?.url).toContain('tail=50');
    expect(await groups.logs('iris', 'other', 50)).toBeUndefined();
  });

  it('lists what a region offers, over all pages, and its quotas', async () => {
    const { groups } = await start((request) => {
      if (request.url.includes('/usages'))
        return {
          status: 200,
          body: { value: [{ currentValue: 3, limit: 10, name: { value: 'StandardCores' } }] },
        };
      if (request.url.includes('page2')) return { status: 200, body: { value: [{ osType: 'Windows' }] } };
      return {
        status: 200,
        body: { value: [{ osType: 'Linux' }], nextLink: 'https://management.azure.com/page2' },
      };
    });
    expect(await groups.capabilities('westeurope')).toEqual([{ osType: 'Linux' }, { osType: 'Windows' }]);
    expect(await groups.usages('westeurope')).toEqual([
      { currentValue: 3, limit: 10, name: { value: 'StandardCores' } },
    ]);
  });
});

describe('deploying', () => {
  const DATE = 'Mon, 23 Nov 2026 12:00:05 GMT';
  const taken: Wire = {
    status: 201,
    body: { ...GROUP, properties: { provisioningState: 'Pending' } },
    headers: { 'azure-asyncoperation': OPERATION, date: DATE },
  };
  const events = [
    {
      count: 2,
      firstTimestamp: '2026-11-23T12:00:06Z',
      lastTimestamp: '2026-11-23T12:00:07Z',
      name: 'Pulling',
      message: 'pulling',
      type: 'Normal',
    },
  ];

  it('sends the whole group and follows the operation, events included', async () => {
    const { groups, sent, asked } = await start(
      (request) => (request.method === 'PUT' ? taken : { status: 200, body: { status: 'Pending' } }),
      () => ({ status: 200, body: { status: 'Creating', properties: { events } } }),
    );
    const operation = await groups.startPut('iris', GROUP);
    expect(JSON.parse(sent[0]?.body as string)).toMatchObject({
      location: 'westeurope',
      tags: { a: 'b' },
      properties: { osType: 'Linux' },
    });
    expect(operation.startedAt).toBe(Date.parse(DATE));
    expect(await operation.poll()).toEqual({
      status: 'Creating',
      events: [
        {
          name: 'Pulling',
          message: 'pulling',
          count: 2,
          first: Date.parse('2026-11-23T12:00:06Z'),
          last: Date.parse('2026-11-23T12:00:07Z'),
        },
      ],
    });
    expect(asked).toEqual([OPERATION]);
  });

  it('throws when the PUT is refused', async () => {
    const { groups } = await start(() => refused(409, 'ContainerGroupTransitioning'));
    expect((await errorOf(groups.startPut('iris', GROUP))).facts).toMatchObject({
      doing: 'deploy the container group iris',
      status: 409,
      code: 'ContainerGroupTransitioning',
    });
  });

  it.each([
    ['a refused poll', refused(403, 'AuthorizationFailed')],
    [
      'an operation that failed at once',
      { status: 200, body: { status: 'Failed', error: { code: 'Failed', message: 'no' } } },
    ],
  ])('takes the PUT for taken in spite of %s within the SDK', async (_what, poll) => {
    const { groups } = await start(
      (request) => (request.method === 'PUT' ? taken : poll),
      () => ({
        status: 200,
        body: {
          status: 'Failed',
          properties: { events: [{ name: 'InsufficientCapacity.' }] },
          error: { code: 'Failed', message: 'The requested resource is not available' },
        },
      }),
    );
    const operation = await groups.startPut('iris', GROUP);
    expect(await operation.poll()).toEqual({
      status: 'Failed',
      events: [{ name: 'InsufficientCapacity.', message: '', count: 1 }],
      error: { code: 'Failed', message: 'The requested resource is not available' },
    });
  });

  it('follows Location where there is no operation', async () => {
    const location = 'https://management.azure.com/subscriptions/sub/locations/1';
    let status = 202;
    const { groups, asked } = await start(
      (request) =>
        request.method === 'PUT'
          ? { status: 201, body: {}, headers: { location } }
          : { status: 200, body: {} },
      () => ({ status, body: undefined }),
    );
    const operation = await groups.startPut('iris', GROUP);
    expect((await operation.poll()).status).toBe('Pending');
    status = 200;
    expect((await operation.poll()).status).toBe('Succeeded');
    expect(asked).toEqual([location, location]);
  });

  it('reads the group where there is neither', async () => {
    const { groups } = await start(() => ({
      status: 200,
      body: { properties: { provisioningState: 'Succeeded' } },
    }));
    expect(await (await groups.startPut('iris', GROUP)).poll()).toEqual({ status: 'Succeeded', events: [] });
  });

  it('deletes, whether the group is there or not', async () => {
    const { groups, sent } = await start(() => ({ status: 204 }));
    await groups.delete('iris');
    expect(sent[0]).toMatchObject({ method: 'DELETE' });
  });
});

describe('what may pass', () => {
  const WRITES = ['put', 'delete'] as const;
  const send = {
    put: (groups: ContainerGroups) => groups.startPut('iris', GROUP),
    delete: (groups: ContainerGroups) => groups.delete('iris'),
  };

  it.each([
    ['429 without Retry-After, which the SDK does not repeat', refused(429, 'TooManyRequests'), 5_000],
    ['429 with Retry-After', { ...refused(429, 'TooManyRequests'), headers: { 'retry-after': '9' } }, 9_000],
    ['a fault', refused(503, 'ServiceUnavailable'), 1_000],
  ])('is read again: %s', async (_what, refusal, wait) => {
    waits.length = 0;
    let reads = 0;
    const { groups } = await start(() => {
      reads += 1;
      return reads === 1 ? refusal : { status: 200, body: { location: 'westeurope', properties: {} } };
    });
    expect(await groups.get('iris')).toMatchObject({ location: 'westeurope' });
    expect({ reads, waits }).toEqual({ reads: 2, waits: [wait] });
  });

  it('is read again after a broken connection', async () => {
    waits.length = 0;
    const { groups, sent } = await start(() => {
      if (sent.length === 1) throw new RestError('read ECONNRESET', { code: 'ECONNRESET' });
      return { status: 200, body: { location: 'westeurope', properties: {} } };
    });
    expect(await groups.get('iris')).toMatchObject({ location: 'westeurope' });
    expect(waits).toEqual([1_000]);
  });

  it('sets the tags, and again while the group is in transition', async () => {
    waits.length = 0;
    const { groups, sent } = await start(() =>
      sent.length < 3 ? refused(409, 'ContainerGroupTransitioning') : { status: 200, body: {} },
    );
    await groups.tag('iris', { serving: 'true' });
    expect(sent.map(({ method }) => method)).toEqual(['PATCH', 'PATCH', 'PATCH']);
    expect(JSON.parse(sent[2]?.body as string)).toEqual({ tags: { serving: 'true' } });
    expect(waits).toEqual([12_000, 12_000]);
  });

  it.each(WRITES)('is left to the caller for a %s: it is sent once', async (write) => {
    for (const refusal of [refused(429, 'TooManyRequests'), refused(500, 'InternalServerError')]) {
      const { groups, sent } = await start(() => refusal);
      await errorOf(send[write](groups));
      expect(sent).toHaveLength(1);
    }
  });
});
