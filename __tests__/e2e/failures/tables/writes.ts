import type { Scenario } from '../scenario.ts';

const OK = { exitCode: 0, result: 'created' } as const;
const PUT = { kind: 'call', operation: 'ContainerGroups.Put' } as const;
const GET = { kind: 'call', operation: 'ContainerGroups.Get' } as const;
const OPERATION = { kind: 'call', operation: 'Operations.Get' } as const;
const DEPLOYMENT = { kind: 'deployment' } as const;

/** The first write of a container group, and its operation. */
export const WRITES: readonly Scenario[] = [
  {
    name: 'PUT: no room in the region for a while',
    speed: 40,
    faults: [{ ...PUT, error: 'Capacity', nth: { from: 1, to: 2 } }],
    ends: {
      ...OK,
      told: /ServiceUnavailable: the region has no room for it at the moment; trying again in 1 m 0 s \(2 of 3\)/,
    },
  },
  {
    name: 'PUT: no room in the region',
    speed: 60,
    faults: [{ ...PUT, error: 'Capacity' }],
    ends: {
      exitCode: 1,
      message: /^Could not deploy the container group \S+: ServiceUnavailable: .* \(tried 4 times\)$/,
      remedy:
        /^There is no room in westeurope at the moment: set location to another region \(near: northeurope, /,
      left: 'nothing',
    },
  },
  {
    name: 'PUT: a quota under the code of no room',
    speed: 60,
    faults: [{ ...PUT, error: 'QuotaAsServiceUnavailable' }],
    ends: {
      exitCode: 1,
      message:
        /^Could not deploy the container group \S+: ServiceUnavailable: .*quota 'ContainerGroups' exceeded.* \(tried 3 times\)$/,
      remedy: /deploy one after the other\.$/,
      left: 'nothing',
    },
  },
  {
    name: 'PUT: quota reached',
    faults: [{ ...PUT, error: 'ContainerGroupQuotaReached' }],
    ends: {
      exitCode: 1,
      message: /^Could not deploy the container group \S+: ContainerGroupQuotaReached: .*\.$/,
      remedy: /^Delete container groups that are not needed, ask for a higher quota/,
      left: 'nothing',
    },
  },
  {
    name: 'PUT: another operation under way',
    speed: 20,
    faults: [{ ...PUT, error: 'ContainerGroupTransitioning', nth: { from: 1, to: 2 } }],
    ends: {
      ...OK,
      told: /ContainerGroupTransitioning: another operation on the group is under way; trying again in 12 s \(2 of 25\)/,
    },
  },
  {
    name: 'PUT: the registry limits pulls',
    speed: 20,
    faults: [{ ...PUT, error: 'RegistryErrorResponse', nth: 1 }],
    ends: { ...OK, told: /RegistryErrorResponse: .*; trying again in 20 s \(1 of 3\)/ },
  },
  {
    name: 'PUT: the image may not be pulled',
    faults: [{ ...PUT, error: 'InaccessibleImage' }],
    ends: {
      exitCode: 1,
      message: /^Could not deploy the container group \S+: InaccessibleImage: /,
      remedy: /^Check that the image exists and that ACI may pull it/,
      left: 'nothing',
    },
  },
  {
    name: 'PUT: the subnet is not ready',
    speed: 20,
    faults: [{ ...PUT, error: 'ServiceAssociationLinkNotReady', nth: { from: 1, to: 2 } }],
    ends: { ...OK, told: /ServiceAssociationLinkNotReady: .*; trying again in 15 s \(2 of 20\)/ },
  },
  {
    name: 'PUT: the label belongs to somebody else',
    faults: [{ ...PUT, error: 'DnsNameLabelAlreadyTaken' }],
    ends: {
      exitCode: 1,
      message: /^Could not deploy the container group \S+: DnsNameLabelAlreadyTaken: /,
      remedy: /^Choose another dnsNameLabel in the deployment config/,
      left: 'nothing',
    },
  },
  {
    name: 'PUT: no right, and no role to come',
    speed: 20,
    faults: [{ ...PUT, error: 'AuthorizationFailed' }],
    ends: {
      exitCode: 1,
      message: /lacks the right Microsoft\.ContainerInstance\/containerGroups\/write\.$/,
      remedy: /^Grant the role "Contributor"/,
      left: 'nothing',
    },
  },
  {
    name: 'PUT: the connection breaks before it',
    faults: [{ ...PUT, connection: 'reset', nth: { from: 1, to: 2 } }],
    ends: { ...OK, told: /There is no answer: .*; trying again in 5\.0 s \(2 of 3\)/ },
  },
  { name: 'PUT: its answer is lost', faults: [{ ...PUT, connection: 'reset-after', nth: 1 }], ends: OK },
  {
    name: 'PUT: no answer in time',
    speed: 40,
    faults: [{ ...PUT, delaySeconds: 60, error: 'GatewayTimeout', nth: 1 }],
    ends: { ...OK, told: /Could not deploy .* There is no answer: .* \(1 of 3\)/ },
  },
  {
    name: 'PUT: gateway time-out',
    faults: [{ ...PUT, error: 'GatewayTimeout', nth: 1 }],
    ends: { ...OK, told: /GatewayTimeout: a fault of Azure; trying again in 5\.0 s \(1 of 3\)/ },
  },
  {
    name: 'PUT: server fault for good',
    speed: 20,
    faults: [{ ...PUT, error: 'InternalServerError' }],
    ends: {
      exitCode: 1,
      message: /^Could not deploy the container group \S+: InternalServerError: .* \(tried 4 times\)$/,
      remedy: /^Azure has a fault at this moment.*less than 1 core or 1 GB\.$/,
      left: 'nothing',
    },
  },
  {
    name: 'PUT: throttled',
    faults: [
      {
        ...PUT,
        error: 'SubscriptionRequestsThrottled',
        headers: { 'retry-after': '7' },
        nth: { from: 1, to: 2 },
      },
    ],
    ends: { ...OK, told: /SubscriptionRequestsThrottled: .*; trying again in 7\.0 s \(2 of 20\)/ },
  },
  {
    name: 'PUT: a policy forbids it',
    faults: [
      {
        ...PUT,
        status: 403,
        code: 'RequestDisallowedByPolicy',
        message: "Resource 'iris' was disallowed by policy.",
      },
    ],
    ends: {
      exitCode: 1,
      message: /^Could not deploy the container group \S+: RequestDisallowedByPolicy: /,
      remedy: /^An Azure policy forbids it/,
      left: 'nothing',
    },
  },
  { name: 'operation: Azure has lost it', faults: [{ ...OPERATION, error: 'OperationNotFound' }], ends: OK },
  {
    name: 'operation: connections break',
    faults: [{ ...OPERATION, connection: 'reset', nth: { from: 1, to: 3 } }],
    ends: { ...OK, told: /Could not follow the deployment .* \(2 of 3\)/ },
  },
  { name: 'operation: ends late', faults: [{ ...DEPLOYMENT, pendingSeconds: 30 }], ends: OK },
  {
    name: 'operation: never ends',
    with: { 'wait-timeout': '40s' },
    faults: [{ ...DEPLOYMENT, stuck: true }],
    ends: {
      exitCode: 1,
      message:
        /within 40 s \(wait-timeout\)\. Azure has not ended the deployment: it still says Pending, and all containers run\.$/,
      remedy: /^This is not the model's doing\. .*look at the group in the portal/,
      left: 'group',
      result: 'created',
      evidence: 'Started container',
    },
  },
  {
    name: 'operation: no room, then room',
    speed: 20,
    faults: [{ ...DEPLOYMENT, fails: {}, nth: 1 }],
    ends: { ...OK, told: /InsufficientCapacity.*; trying again in 30 s \(1 of 3\)/ },
  },
  {
    name: 'operation: no room',
    speed: 60,
    faults: [{ ...DEPLOYMENT, fails: {} }],
    ends: {
      exitCode: 1,
      message: 'The region has no room for a container group of this size at the moment.',
      remedy: /^There is no room in westeurope at the moment: set location/,
      left: 'group',
      result: 'created',
    },
  },
  {
    name: 'operation: fails with an event that no rule knows',
    faults: [
      { ...DEPLOYMENT, fails: { event: 'NodeLost', message: 'The node of the container group was lost.' } },
    ],
    ends: {
      exitCode: 1,
      message: 'Azure reports that the deployment failed: The node of the container group was lost.',
      remedy: /^Read the events and log lines below/,
      left: 'group',
      result: 'created',
    },
  },
  {
    name: 'wait: the group cannot be read for a while',
    faults: ({ live }) => [{ ...GET, name: live, error: 'InternalServerError', nth: { from: 3, to: 5 } }],
    ends: {
      ...OK,
      told: /Could not read the container group \S+\. Azure says InternalServerError.*\(3 of 3\)/,
    },
  },
  {
    name: 'wait: somebody deletes the group',
    faults: ({ live }) => [
      { ...DEPLOYMENT, neverReady: true },
      { ...GET, name: live, nth: 5, write: 'delete' },
    ],
    ends: {
      exitCode: 1,
      message:
        /^The container group \S+ is gone: somebody else deleted it while this run worked on it\. It was the first deployment/,
      remedy: /^The activity log of its resource group tells who/,
      left: 'nothing',
    },
  },
  {
    name: 'wait: its name does not resolve at once',
    faults: [{ ...DEPLOYMENT, dnsSeconds: 20 }],
    ends: { ...OK, told: /healthy by its address; waiting for the name \S+ to resolve/ },
  },
];
