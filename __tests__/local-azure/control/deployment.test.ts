import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeploymentFault } from '../../../local-azure/control/fault.ts';
import type { ActiveFault } from '../../../local-azure/control/faults.ts';
import {
  errorOf,
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

describe('a start that is not quick', () => {
  it('is a program that runs and does not listen yet', async () => {
    fault({ slowStartSeconds: 12 });
    const began = performance.now();
    await deploy();
    await eventually(properties, (found) => text(found['provisioningState']) === 'Succeeded');
    expect(stateOf(await view())).toMatchObject({ state: 'Running' });
    expect([await logs(), await score()]).toEqual(['', 'no answer']);
    await serves();
    expect(performance.now() - began).toBeGreaterThan(1200);
  });
});

describe('an image', () => {
  it.each([
    ['not-found', 'not found'],
    ['unauthorized', 'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized'],
    ['rate-limited', 'toomanyrequests: You have reached your pull rate limit.'],
    ['unreachable', 'dial tcp: lookup mlregistry.azurecr.io: no such host'],
  ] as const)('cannot be pulled: %s', async (pull, words) => {
    fault({ pull });
    await deploy();
    const found = await eventually(view, (one) => eventsOf(one).some(({ name }) => name === 'BackOff'));
    expect(stateOf(found)).toMatchObject({ state: 'Waiting' });
    const failed = eventsOf(found).find(({ name }) => name === 'Failed');
    expect(failed?.message).toContain(`Failed to pull image "${image}": rpc error: code = `);
    expect(failed?.message).toContain(words);
    expect((await properties())['provisioningState']).toBe('Pending');
  });

  it('can be pulled after some failures', async () => {
    fault({ pull: 'rate-limited', pullFailures: 1 });
    await deploy();
    await eventually(view, (one) => eventsOf(one).some(({ name }) => name === 'Failed'));
    await serves();
  });
});

describe('a volume', () => {
  it('cannot be mounted', async () => {
    fault({ mountFailure: 'Output: mount error(13): Permission denied' });
    await deploy();
    const found = await eventually(
      async () => (await properties())['instanceView'] ?? {},
      (one) => eventsOf(one).length > 0,
    );
    expect(eventsOf(found)).toEqual([
      { name: 'FailedMount', message: 'Output: mount error(13): Permission denied' },
    ]);
  });
});

describe('the operation of a deployment', () => {
  const statusOf = async ({ operation }: Deployed): Promise<string> =>
    text((await bench.arm('GET', operation)).json['status']);

  it('is stuck, and refuses every other operation meanwhile', async () => {
    bench.provider.settings.provisioningTimeoutMs = 1500;
    fault({ stuck: true });
    const deployed = await deploy();
    await serves();
    expect(await statusOf(deployed)).toBe('Pending');
    const refused = await bench.arm('DELETE', `${GROUPS_PATH}/iris`);
    expect([refused.status, errorOf(refused).code]).toEqual([409, 'ContainerGroupTransitioning']);
    bench.provider.settings.provisioningTimeoutMs = 30 * 60_000;
    await eventually(
      () => statusOf(deployed),
      (status) => status === 'Failed',
    );
  });

  it('takes some seconds', async () => {
    fault({ pendingSeconds: 10 });
    const began = performance.now();
    const deployed = await deploy();
    await eventually(
      () => statusOf(deployed),
      (status) => status === 'Succeeded',
    );
    expect(performance.now() - began).toBeGreaterThanOrEqual(1000);
  });

  it('fails for capacity in the words of the service, and nothing runs: not even what ran before', async () => {
    await deploy();
    await serves();
    fault({ fails: {} });
    const { operation } = await deploy();
    const { json } = await bench.arm('GET', operation);
    const message =
      "The requested resource is not available in the location 'westeurope' at this moment. Please retry with a different resource request or in another location. Resource requested: '1' CPU '1' GB memory 'Linux' OS";
    expect(json).toMatchObject({ status: 'Failed', error: { code: 'Failed', message } });
    expect(eventsOf(json['properties'] ?? {})).toEqual([{ name: 'InsufficientCapacity.', message }]);
    const group = await properties();
    expect(group).toMatchObject({ provisioningState: 'Failed' });
    expect(eventsOf(group['instanceView'] ?? {})).toContainEqual({ name: 'InsufficientCapacity.', message });
    await eventually(score, (body) => body !== '{"sum": 6}');
    bench.provider.settings.faults.clear();
    await deploy();
    await serves();
  });

  it('fails with any event after some seconds, while the containers run on', async () => {
    fault({ fails: { event: 'Killing', message: 'The node is going away', afterSeconds: 5 } });
    const deployed = await deploy();
    expect(await statusOf(deployed)).toBe('Pending');
    const failed = await eventually(
      () => bench.arm('GET', deployed.operation),
      ({ json }) => text(json['status']) === 'Failed',
    );
    expect(failed.json).toMatchObject({ error: { code: 'Failed', message: 'The node is going away' } });
    await serves();
  });
});

describe('the name of a group', () => {
  it('does not resolve at first, though the address answers', async () => {
    fault({ dnsSeconds: 8 });
    await deploy();
    const group = await eventually(properties, (one) => text(one['provisioningState']) === 'Succeeded');
    expect(text(group['ipAddress']?.['fqdn'])).toBe('iris-label.westeurope.azurecontainer.io');
    expect(await score()).toBe('no such name');
    expect(bench.provider.locate(text(group['ipAddress']?.['ip']), 80)).toBeDefined();
    await serves();
  });

  it('stays taken for a while after the deletion', async () => {
    bench.provider.settings.faults.add({ kind: 'deletion', group: 'iris', labelHeldSeconds: 6 });
    await deploy();
    await serves();
    await removed('iris');
    const create = (): ReturnType<Bench['arm']> =>
      bench.arm('PUT', `${GROUPS_PATH}/iris`, groupBody({ image }));
    expect(errorOf(await create())).toEqual({
      code: 'DnsNameLabelAlreadyTaken',
      message:
        "The DNS name label 'iris-label' in container group 'iris' not available. Try using a different label.",
    });
    await eventually(create, ({ status }) => status === 201);
  });
});

describe('at will', () => {
  it('a container is killed, and restarts', async () => {
    await deploy();
    await serves();
    expect(await bench.provider.kill({ group: 'iris' })).toBe(true);
    await eventually(view, (found) => text(found['previousState']?.['exitCode']) === '137');
    await serves();
    expect(await bench.provider.kill({ group: 'iris', container: 'no-such' })).toBe(false);
    expect(await bench.provider.kill({ group: 'wine' })).toBe(false);
  });

  it('another client changes the group', async () => {
    await deploy();
    await serves();
    await bench.provider.otherClientWrites('iris', {
      tags: { revision: 'other' },
      environment: { PLAIN: 'changed', NEW: '1' },
    });
    const group = (await bench.arm('GET', `${GROUPS_PATH}/iris`)).json;
    expect(group['tags']).toEqual({ service: 'iris', revision: 'other' });
    const variables = group['properties']?.['containers']?.['0']?.['properties']?.['environmentVariables'];
    expect(variables).toEqual([
      { name: 'SECRET' },
      { name: 'PLAIN', value: 'changed' },
      { name: 'NEW', value: '1' },
    ]);
  });

  it('another client waits for a group that is transitioning', async () => {
    fault({ pendingSeconds: 5, nth: 1 });
    await deploy();
    await bench.provider.otherClientWrites('iris', { tags: { revision: 'other' } });
    const tags = async (): Promise<Json> =>
      (await bench.arm('GET', `${GROUPS_PATH}/iris`)).json['tags'] ?? {};
    expect((await tags())['revision']).toBeUndefined();
    await eventually(tags, (one) => text(one['revision']) === 'other');
  });

  it('another client deletes the group', async () => {
    await deploy();
    await serves();
    await bench.provider.otherClientWrites('iris', 'delete');
    expect((await bench.arm('GET', `${GROUPS_PATH}/iris`)).status).toBe(404);
  });
});
