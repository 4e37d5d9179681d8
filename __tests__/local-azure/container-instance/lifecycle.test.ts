import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventually,
  groupBody,
  GROUPS_PATH,
  http,
  openBench,
  SERVICE,
  type Bench,
  type Json,
  text,
} from '../fixture.ts';

let bench: Bench;
let image: string;
const path = `${GROUPS_PATH}/iris`;

beforeAll(async () => {
  bench = await openBench();
  image = (await bench.build(SERVICE)).image;
});
afterAll(() => bench.close());

const get = async (): Promise<Json> => (await bench.arm('GET', path)).json;
const state = (group: Json, index = 0): Json =>
  group['properties']?.['containers']?.[String(index)]?.['properties']?.['instanceView'] ?? {};
const succeeded = (group: Json): boolean => text(group['properties']?.['provisioningState']) === 'Succeeded';
async function endpoint(): Promise<{ host: string; port: number }> {
  const group = await eventually(get, succeeded);
  const address = bench.provider.locate(text(group['properties']?.['ipAddress']?.['ip']), 80);
  if (!address) throw new Error('The group has no address');
  return address;
}
const score = async (): Promise<string> =>
  (await http(await endpoint(), 'POST', '/score', { body: '{"x": [1, 2, 3]}', timeoutMs: 500 })).body;

describe('a container group that is created twice at once', () => {
  it('is there once, and the other request is refused as any during a transition', async () => {
    const twin = `${GROUPS_PATH}/twin`;
    const body = groupBody({ image });
    const answers = await Promise.all([bench.arm('PUT', twin, body), bench.arm('PUT', twin, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    await eventually(async () => (await bench.arm('GET', twin)).json, succeeded);
    expect((await bench.arm('DELETE', twin)).status).toBe(200);
  });
});

describe('a container group that runs', () => {
  it('is accepted with 201 and an operation, becomes Running and scores through the front end', async () => {
    const created = await bench.arm('PUT', path, groupBody({ image }));
    expect(created.status).toBe(201);
    expect(created.headers?.['azure-asyncoperation']).toMatch(
      /^https:\/\/management\.azure\.com\/subscriptions\/.*\/locations\/westeurope\/operations\/.*\?api-version=2018-06-01$/,
    );
    expect(Object.keys(created.headers ?? {})).not.toContain('retry-after');
    expect(created.json['properties']?.['instanceView']).toEqual({ events: [], state: 'Pending' });

    const health = await eventually(
      async () => http(await endpoint(), 'GET', '/', { timeoutMs: 250 }).catch(() => undefined),
      (answer) => answer?.status === 200,
    );
    expect(health).toMatchObject({ body: 'Healthy', headers: { 'x-aci-model-deploy-revision': 'r1' } });
    expect(await score()).toBe('{"sum": 12}');
  });

  it('shows Running containers with their events', async () => {
    const group = await get();
    expect(state(group)).toMatchObject({
      restartCount: 0,
      currentState: { state: 'Running', detailStatus: '' },
    });
    const events = state(group)['events'] as Json[] | undefined;
    expect(events?.map(({ name }) => text(name))).toEqual(
      expect.arrayContaining(['Pulling', 'Pulled', 'Created', 'Started']),
    );
    expect(group['properties']?.['ipAddress']?.['fqdn']).toBe('iris-label.westeurope.azurecontainer.io');
  });

  it('keeps its address in an update, which restarts all containers', async () => {
    const before = await get();
    const updated = await bench.arm('PUT', path, groupBody({ image }));
    expect(updated.status).toBe(200);
    expect(updated.headers?.['azure-asyncoperation']).toContain('/operations/');
    const after = await eventually(get, succeeded);
    expect(after['properties']?.['ipAddress']).toEqual(before['properties']?.['ipAddress']);
    expect(state(after)['currentState']?.['startTime']).not.toBe(
      state(before)['currentState']?.['startTime'],
    );
    await eventually(
      () => score().catch(() => ''),
      (body) => body === '{"sum": 12}',
    );
  });

  it('answers DELETE with its last state, then is gone with all its files', async () => {
    const deleted = await bench.arm('DELETE', path);
    expect(deleted.status).toBe(200);
    expect(deleted.json['properties']?.['instanceView']?.['state']).toBe('Running');
    expect((await bench.arm('DELETE', path)).status).toBe(204);
    expect((await bench.arm('GET', path)).json).toMatchObject({ error: { code: 'ResourceNotFound' } });
    expect(bench.provider.locate('iris-label.westeurope.azurecontainer.io', 80)).toBeUndefined();
    expect(existsSync(join(bench.directory, 'groups'))).toBe(true);
  });
});
