import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractMissing, contractViolations } from '../../contract.ts';
import {
  errorOf,
  groupBody,
  GROUPS_PATH,
  openBench,
  SERVER,
  SERVICE,
  text,
  type Bench,
  type Body,
  type Json,
} from '../fixture.ts';

let bench: Bench;
let image: string;
const path = `${GROUPS_PATH}/iris`;

beforeAll(async () => {
  bench = await openBench({ mayPull: ({ password }) => password === 'pull-secret' });
  image = (await bench.build(SERVICE)).image;
  bench.provider.settings.takenNames.push('somebody.westeurope.azurecontainer.io');
});
afterAll(() => bench.close());

type Change = (body: Body) => void;
const properties = (body: Body): Json => body.properties as Json;
const container = (body: Body): Record<string, unknown> =>
  properties(body)['containers']?.[0]?.['properties'] as Record<string, unknown>;
const ip = (body: Body): Record<string, unknown> => properties(body)['ipAddress'] as Record<string, unknown>;
const credential = (body: Body): Record<string, unknown> =>
  properties(body)['imageRegistryCredentials']?.[0] as Record<string, unknown>;

const bodyRefusals: [string, Change, number, string, RegExp][] = [
  [
    'no OS type',
    (body) => delete body.properties['osType'],
    400,
    'InvalidOsType',
    /must be one of 'Windows,Linux'/,
  ],
  [
    'no requests',
    (body) => (container(body)['resources'] = {}),
    400,
    'ResourceRequestsNotSpecified',
    /container 'scoring'/,
  ],
  [
    'no cpu',
    (body) => (container(body)['resources'] = { requests: { memoryInGB: 1 } }),
    400,
    'ResourceSomeRequestsNotSpecified',
    /'Cpu' request is not specified/,
  ],
  [
    'limit below request',
    (body) => (container(body)['resources'] = { requests: { cpu: 1, memoryInGB: 1 }, limits: { cpu: 0.5 } }),
    400,
    'ResourceLimitsLessThanRequests',
    /greater than or equal to the request/,
  ],
  [
    'limit above the group',
    (body) => (container(body)['resources'] = { requests: { cpu: 1, memoryInGB: 1 }, limits: { cpu: 1.5 } }),
    400,
    'ContainerLimitGreaterThanContainerGroupTotalRequest',
    /'Cpu' limit '1.5' in container 'scoring' is greater than the total request '1.1'/,
  ],
  [
    'variable with two values',
    (body) => (container(body)['environmentVariables'] = [{ name: 'X', value: 'a', secureValue: 'b' }]),
    400,
    'InvalidEnvironmentVariable',
    /'X' in container 'scoring' of container group 'iris'/,
  ],
  [
    'secure variable sent back',
    (body) => (container(body)['environmentVariables'] = [{ name: 'X' }]),
    400,
    'InvalidEnvironmentVariable',
    /One and only one property of 'value' and 'secureValue'/,
  ],
  [
    'identity and password',
    (body) => (credential(body)['identity'] = '/subscriptions/s/id'),
    400,
    'AmbiguousImageResitryCredentialType',
    /exactly one of username or identity/,
  ],
  [
    'identity the group does not have',
    (body) =>
      (body.properties['imageRegistryCredentials'] = [{ server: SERVER, identity: '/subscriptions/s/id' }]),
    400,
    'InvalidImageRegistryIdentity',
    /not found in container group identity list/,
  ],
  [
    'more credentials than containers',
    (body) => (body.properties['imageRegistryCredentials'] = [1, 2, 3].map(() => credential(body))),
    400,
    'MoreImageRegistryCredentialsThanContainers',
    /more than the number/,
  ],
  [
    'spot with an address',
    (body) => (body.properties['priority'] = 'Spot'),
    400,
    'SpotPriorityContainerGroupNotSupportedForInboundConnectivity',
    /inbound/,
  ],
  [
    'bad DNS label',
    (body) => (ip(body)['dnsNameLabel'] = 'Iris_'),
    400,
    'InvalidDnsNameLabel',
    /'Iris_' in container group 'iris' is invalid/,
  ],
  [
    'DNS label of somebody else',
    (body) => (ip(body)['dnsNameLabel'] = 'somebody'),
    400,
    'DnsNameLabelAlreadyTaken',
    /'somebody' in container group 'iris' not available/,
  ],
  ['reserved port', (body) => (ip(body)['ports'] = [{ port: 3390 }]), 400, 'InvalidPort', /'3390'/],
  [
    'port of no container',
    (body) => (ip(body)['ports'] = [{ port: 8080 }]),
    400,
    'InvalidIPAddressPort',
    /'8080'/,
  ],
  [
    'container name',
    (body) => ((properties(body)['containers']?.[0] as Record<string, unknown>)['name'] = 'Scoring_1'),
    400,
    'InvalidContainerName',
    /'Scoring_1'/,
  ],
  [
    'volume that is not there',
    (body) => (body.properties['volumes'] = []),
    400,
    'VolumeMountNotFound',
    /'front-end'/,
  ],
  [
    'unknown member',
    (body) => (body.properties['containerz'] = 1),
    400,
    'InvalidRequestContent',
    /containerz/,
  ],
  [
    'port as text',
    (body) => (ip(body)['ports'] = [{ port: '80' }]),
    400,
    'InvalidRequestContent',
    /properties\.ipAddress\.ports\.0\.port/,
  ],
  [
    'bad restart policy',
    (body) => (body.properties['restartPolicy'] = 'Sometimes'),
    400,
    'InvalidRequestContent',
    /properties\.restartPolicy/,
  ],
  [
    'image that is not there',
    (body) => (container(body)['image'] = `${SERVER}/service/iris:none`),
    400,
    'InaccessibleImage',
    /service\/iris:none' in container group 'iris' is not accessible/,
  ],
  [
    'wrong password',
    (body) => (credential(body)['password'] = 'wrong'),
    400,
    'InaccessibleImage',
    /check the image and registry credential/,
  ],
  [
    'no credential',
    (body) => delete body.properties['imageRegistryCredentials'],
    400,
    'InaccessibleImage',
    /not accessible/,
  ],
  [
    'more than the region has',
    (body) => (container(body)['resources'] = { requests: { cpu: 40, memoryInGB: 1 } }),
    409,
    'ServiceUnavailable',
    /location 'westeurope'.*Resource requested: '40.1' CPU '1.5' GB memory 'Linux' OS/,
  ],
];

describe('a PUT that the service refuses', () => {
  it.each(bodyRefusals)('%s', async (_name, change, status, code, message) => {
    const body = groupBody({ image });
    change(body);
    const answer = await bench.arm('PUT', path, body);
    expect(errorOf(answer).code).toBe(code);
    expect(errorOf(answer).message).toMatch(message);
    expect(answer.status).toBe(status);
    expect(bench.provider.groups()).toHaveLength(0);
  });

  it('more than the quota', async () => {
    bench.provider.settings.quota = { containerGroups: 100, standardCores: 0 };
    const answer = await bench.arm('PUT', path, groupBody({ image }));
    bench.provider.settings.quota = { containerGroups: 100, standardCores: 100 };
    expect(errorOf(answer).code).toBe('ContainerGroupQuotaReached');
    expect(errorOf(answer).message).toContain(
      "quota 'StandardCores' exceeded in region 'westeurope'. Limit: '0', Usage: '0' Requested: '1'",
    );
  });

  it('a version that does not exist', async () => {
    const answer = await bench.arm('GET', path, undefined, '2015-01-01');
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 'NoRegisteredProviderFound' } } });
  });
});

describe('a group that is there', () => {
  beforeAll(async () => {
    bench.provider.settings.minimumOperationMs = 300;
    await bench.arm('PUT', path, groupBody({ image }));
  });

  it.each([
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/stop'],
    ['POST', '/restart'],
    ['GET', '/containers/scoring/logs'],
  ])('refuses %s %s while it is transitioning', async (method, suffix) => {
    const answer = await bench.arm(
      method,
      path + suffix,
      method === 'PUT' ? groupBody({ image }) : undefined,
    );
    expect(answer.json).toEqual({
      error: {
        code: 'ContainerGroupTransitioning',
        message: "The container group 'iris' is still transitioning, please retry later.",
      },
    });
    expect(answer.status).toBe(409);
  });

  const updates: [string, Change, RegExp][] = [
    [
      'CPU',
      (body) => (container(body)['resources'] = { requests: { cpu: 1.9, memoryInGB: 0.5 } }),
      /the CPU \(old "1", new "2"\)/,
    ],
    [
      'memory',
      (body) => (container(body)['resources'] = { requests: { cpu: 0.9, memoryInGB: 1.5 } }),
      /the Memory \(old "1", new "2"\)/,
    ],
    [
      'restart policy',
      (body) => (body.properties['restartPolicy'] = 'OnFailure'),
      /the RestartPolicy \(old "Always", new "OnFailure"\)/,
    ],
    ['OS', (body) => (body.properties['osType'] = 'Windows'), /the OS type \(old "linux", new "windows"\)/],
    ['network', (body) => (body.properties['subnetIds'] = [{ id: '/subnet' }]), /the network profile/],
  ];
  it.each(updates)('cannot change its %s', async (_name, change, message) => {
    await waitForSuccess();
    const body = groupBody({ image });
    change(body);
    const answer = await bench.arm('PUT', path, body);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).code).toBe('InvalidContainerGroupUpdate');
    expect(errorOf(answer).message).toMatch(message);
  });

  it('keeps its label from others until it is deleted', async () => {
    const other = await bench.arm('PUT', `${GROUPS_PATH}/other`, groupBody({ image }));
    expect(other.json).toMatchObject({ error: { code: 'DnsNameLabelAlreadyTaken' } });
    await bench.arm('DELETE', path);
    expect((await bench.arm('PUT', `${GROUPS_PATH}/other`, groupBody({ image }))).status).toBe(201);
  });

  async function waitForSuccess(): Promise<void> {
    while (bench.provider.groups()[0]?.operation.status === 'Pending')
      await new Promise((done) => setTimeout(done, 20));
  }
});

it('a deployment without room fails with an event, and the error code is only "Failed"', async () => {
  const { id } = bench.provider.settings.faults.add({ kind: 'deployment', group: 'full', fails: {} });
  const group = groupBody({ image });
  ip(group)['dnsNameLabel'] = 'another-label';
  const { headers } = await bench.arm('PUT', `${GROUPS_PATH}/full`, group);
  bench.provider.settings.faults.remove(id);
  const operation = new URL(headers?.['azure-asyncoperation'] ?? '');
  const { json } = await bench.arm('GET', operation.pathname, undefined, '2018-06-01');
  expect(json).toMatchObject({ status: 'Failed', error: { code: 'Failed' } });
  expect(json['properties']?.['events']?.[0]).toMatchObject({ name: 'InsufficientCapacity.' });
  const shown = (await bench.arm('GET', `${GROUPS_PATH}/full`)).json['properties'];
  expect(shown).toMatchObject({ provisioningState: 'Failed', instanceView: { state: 'Pending' } });
  expect(text(shown?.['instanceView']?.['events'])).toContain('is not available in the location');
});

it('speaks as the specification says, in refusals too', async () => {
  if (contractMissing !== undefined) {
    console.warn(contractMissing);
    return;
  }
  expect(await contractViolations(bench.exchanges)).toEqual([]);
});
