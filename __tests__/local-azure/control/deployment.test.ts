import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeploymentFault } from '../../../local-azure/control/fault.ts';
import type { ActiveFault } from '../../../local-azure/control/faults.ts';
import {
  eventually,
  groupBody,
  GROUPS_PATH,
  http,
  LOCATION_PATH,
  openBench,
  SERVICE,
  text,
  type Bench,
  type Json,
} from '../fixture.ts';

let bench: Bench;
let image: string;

beforeAll(async () => {
  bench = await openBench();
  image = (await bench.build(SERVICE)).image;
});
afterEach(async () => {
  bench.provider.settings.faults.clear();
  await Promise.all(bench.provider.groups().map(({ name }) => removed(name)));
});
afterAll(() => bench.close());

const removed = (name: string): Promise<unknown> =>
  eventually(
    () => bench.arm('DELETE', `${GROUPS_PATH}/${name}`),
    ({ status }) => status < 300,
  );

function fault(given: Omit<DeploymentFault, 'kind'>): ActiveFault {
  return bench.provider.settings.faults.add({ kind: 'deployment', ...given });
}

interface Deployed {
  /** Path of the operation. */
  readonly operation: string;
}

async function deploy(name = 'iris', label = name): Promise<Deployed> {
  const ipAddress = {
    type: 'Public',
    ports: [{ port: 80, protocol: 'TCP' }],
    dnsNameLabel: `${label}-label`,
  };
  const answer = await bench.arm(
    'PUT',
    `${GROUPS_PATH}/${name}`,
    groupBody({ image, properties: { ipAddress } }),
  );
  expect([200, 201]).toContain(answer.status);
  const id = /\/operations\/([^?]+)/.exec(answer.headers?.['azure-asyncoperation'] ?? '')?.[1] ?? '';
  return { operation: `${LOCATION_PATH}/operations/${id}` };
}

async function properties(name = 'iris'): Promise<Json> {
  return (await bench.arm('GET', `${GROUPS_PATH}/${name}`)).json['properties'] ?? {};
}
async function view(name = 'iris', index = 0): Promise<Json> {
  const all = await properties(name);
  return all['containers']?.[String(index)]?.['properties']?.['instanceView'] ?? {};
}
async function score(name = 'iris'): Promise<string> {
  const address = bench.provider.locate(`${name}-label.westeurope.azurecontainer.io`, 80);
  if (!address) return 'no such name';
  const answer = await http(address, 'POST', '/score', { body: '{"x": [1, 2]}', timeoutMs: 300 }).catch(
    () => undefined,
  );
  return answer?.body ?? 'no answer';
}
const serves = (name = 'iris'): Promise<string> =>
  eventually(
    () => score(name),
    (body) => body === '{"sum": 6}',
  );
const eventsOf = (found: Json): { name: string; message: string }[] =>
  ((found['events'] ?? []) as unknown as { name: string; message: string }[]).map(({ name, message }) => ({
    name,
    message,
  }));
const stateOf = (found: Json): Json => found['currentState'] ?? {};
const logs = async (): Promise<string> =>
  text((await bench.arm('GET', `${GROUPS_PATH}/iris/containers/scoring/logs`)).json['content']);

describe('a deployment of one of two groups', () => {
  it('fails for the candidate while the live group works', async () => {
    await deploy('iris');
    await serves('iris');
    const active = fault({
      group: '*-candidate',
      crash: { exitCode: 3, afterSeconds: 0, log: 'ValueError: no weights' },
    });
    await deploy('iris-candidate');
    await eventually(
      () => view('iris-candidate'),
      (found) => text(stateOf(found)['detailStatus']).startsWith('CrashLoopBackOff'),
    );
    expect(await score('iris')).toBe('{"sum": 6}');
    expect(active.struck).toBe(1);
  });

  it('fails for the second deployment of a group only', async () => {
    fault({ group: 'iris', nth: 2, neverReady: true });
    await deploy();
    await serves();
    await deploy();
    await eventually(view, (found) => eventsOf(found).some(({ name }) => name === 'Unhealthy'));
    expect(await score()).toBe('no answer');
    await eventually(properties, (found) => text(found['provisioningState']) === 'Succeeded');
    await deploy();
    await serves();
  });
});

describe('a container', () => {
  it('crashes with an exit code after some seconds, as often as asked for', async () => {
    fault({ crash: { exitCode: 42, afterSeconds: 3, times: 1, log: 'the last words' } });
    await deploy();
    const crashed = await eventually(view, (found) => text(found['restartCount']) === '1');
    expect(crashed['previousState'] ?? crashed['currentState']).toMatchObject({
      state: 'Terminated',
      exitCode: 42,
      detailStatus: 'Error',
    });
    await serves();
    expect(text((await view())['restartCount'])).toBe('1');
  });

  it('leaves its last words in the log', async () => {
    fault({ crash: { exitCode: 1, afterSeconds: 1, log: 'the last words' } });
    await deploy();
    await eventually(logs, (log) => log.includes('the last words\n'));
  });

  it('is healthy and then dies', async () => {
    fault({ crash: { exitCode: 137, afterSeconds: 10, since: 'ready', times: 1 } });
    await deploy();
    await serves();
    await eventually(view, (found) => text(found['previousState']?.['exitCode']) === '137');
    await serves();
  });

  it('is never ready: the port opens, requests hang, provisioning succeeds', async () => {
    fault({ neverReady: true });
    await deploy();
    await eventually(properties, (found) => text(found['provisioningState']) === 'Succeeded');
    const found = await eventually(view, (one) => eventsOf(one).some(({ name }) => name === 'Unhealthy'));
    expect(stateOf(found)).toMatchObject({ state: 'Running' });
    expect(eventsOf(found)).toContainEqual({
      name: 'Unhealthy',
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    });
    expect(await score()).toBe('no answer');
  });

  it('other than the first one is meant by its name', async () => {
    fault({ container: 'front-end', neverReady: true });
    await deploy();
    await eventually(properties, (found) => text(found['provisioningState']) === 'Succeeded');
    expect(await score()).toBe('no answer');
  });
});
