import { parseArmPath, type ArmPath } from '../arm/path.ts';
import { armError } from '../arm/errors.ts';
import type { OtherWrite } from '../control/fault.ts';
import { createFaults } from '../control/faults.ts';
import { otherClientWrites } from '../control/other-client.ts';
import { REAL_PACE } from '../containers/types.ts';
import type { LocalImageStore } from '../images/store.ts';
import type { ContainerNetwork, Provider, RuntimeAddress, WireAnswer, WireRequest } from '../types.ts';
import { answerContainer } from './container-routes.ts';
import type { GroupRecord } from './group-record.ts';
import { answerGroup } from './group-routes.ts';
import { Groups, normalLocation, type GroupsSettings } from './groups.ts';
import {
  cachedImagesBody,
  capabilitiesBody,
  DEFAULT_CAPABILITIES,
  DEFAULT_QUOTA,
  usagesBody,
} from './locations.ts';

/** How Microsoft.ContainerInstance is played. */
export interface ContainerInstanceOptions extends Partial<GroupsSettings> {
  /** Folder for everything that containers see. Deleted with the groups. */
  readonly directory: string;
  readonly images: LocalImageStore;
}

/** The provider, the network of its groups, and what tests may look at and change. */
export interface ContainerInstance extends Provider, ContainerNetwork {
  readonly settings: GroupsSettings;
  groups(): readonly GroupRecord[];
  /** Name of the group that an operation belongs to. */
  groupOfOperation(id: string): string | undefined;
  /** Writes to a group as another client would. */
  otherClientWrites(group: string, write: OtherWrite): Promise<void>;
  /** Ends a running container at once. False: there is none. */
  kill(kill: Kill): Promise<boolean>;
  stop(): Promise<void>;
}

/** A container that is to end, by default as if the kernel had killed it. */
export interface Kill {
  readonly group: string;
  /** The group's first container by default. */
  readonly container?: string | undefined;
  /** Default 137: SIGKILL. */
  readonly exitCode?: number | undefined;
  /** Last lines of its log. */
  readonly log?: string | undefined;
}

/** Versions that Azure lists for container groups, and the previews that the Azure CLI sends. */
const API_VERSIONS = new Set(
  `2017-08-01-preview 2017-10-01-preview 2017-12-01-preview 2018-02-01-preview 2018-04-01 2018-06-01 2018-09-01
   2018-10-01 2019-12-01 2020-11-01 2021-03-01 2021-07-01 2021-09-01 2021-10-01 2022-09-01 2022-10-01-preview
   2023-05-01 2024-05-01-preview 2025-09-01`.split(/\s+/),
);
const NAMESPACE = 'Microsoft.ContainerInstance';
const DEFAULTS: Omit<GroupsSettings, 'faults'> = {
  capabilities: DEFAULT_CAPABILITIES,
  quota: DEFAULT_QUOTA,
  takenNames: [],
  pace: REAL_PACE,
  minimumOperationMs: 500,
  provisioningTimeoutMs: 30 * 60_000,
  tenantId: '11111111-1111-4111-8111-111111111111',
  mayPull: () => true,
};

/** Plays Microsoft.ContainerInstance with groups that really run. */
export function createContainerInstance(options: ContainerInstanceOptions): ContainerInstance {
  const { directory, images, ...settings } = options;
  const groups = new Groups(directory, images, { ...DEFAULTS, faults: createFaults(), ...settings });
  return {
    namespace: NAMESPACE,
    settings: groups.settings,
    groups: () => groups.all(),
    handle: async (request) => answer(groups, request),
    locate: (host, port) => locate(groups, host, port),
    groupOfOperation: (id) => groups.operation(id)?.groupId.split('/').at(-1),
    otherClientWrites: (group, write) => otherClientWrites(groups, group, write),
    kill: (request) => kill(groups, request),
    stop: () => groups.stop(),
  };
}

async function answer(groups: Groups, request: WireRequest): Promise<WireAnswer | undefined> {
  const path = parseArmPath(request.url.pathname);
  if (!path?.subscription) return undefined;
  const version = request.url.searchParams.get('api-version') ?? '';
  if (!API_VERSIONS.has(version)) return unknownVersion(path, version);
  if (/^locations$/i.test(path.pairs[0]?.[0] ?? '')) return answerLocation(groups, request, path);
  const subscriptionId = path.subscription;
  if (path.pairs.length === 0) return answerList(groups, request, path);
  if (path.resourceGroup === undefined || !/^containerGroups$/i.test(path.pairs[0]?.[0] ?? ''))
    return undefined;
  const scope = { subscriptionId, resourceGroup: path.resourceGroup };
  return path.pairs.length === 1
    ? answerGroup(groups, request, scope, path)
    : answerContainer(groups, request, scope, path);
}

function answerList(groups: Groups, request: WireRequest, path: ArmPath): WireAnswer | undefined {
  if (request.method !== 'GET' || !/^containerGroups$/i.test(path.tail ?? '')) return undefined;
  const group = path.resourceGroup?.toLowerCase();
  const listed = groups
    .all()
    .filter((record) => group === undefined || record.resourceGroup.toLowerCase() === group);
  return { status: 200, body: { value: listed.map((record) => record.listed()) } };
}

function answerLocation(groups: Groups, request: WireRequest, path: ArmPath): WireAnswer | undefined {
  if (request.method !== 'GET') return undefined;
  const location = normalLocation(path.pairs[0]?.[1] ?? '');
  const [kind, id] = path.pairs[1] ?? [];
  if (/^operations$/i.test(kind ?? '') && id !== undefined) return answerOperation(groups, id);
  const { capabilities, quota } = groups.settings;
  switch (path.tail?.toLowerCase()) {
    case 'capabilities':
      return { status: 200, body: capabilitiesBody(location, capabilities) };
    case 'usages':
      return {
        status: 200,
        body: usagesBody(path.subscription ?? '', location, groups.usage(location), quota),
      };
    case 'cachedimages':
      return { status: 200, body: cachedImagesBody() };
    default:
      return undefined;
  }
}

function answerOperation(groups: Groups, id: string): WireAnswer {
  const operation = groups.operation(id);
  if (!operation) return armError(404, 'ResourceNotFound', `The operation '${id}' was not found.`);
  const { groupId, status, startTime, failure } = operation;
  const error = { code: 'Failed', message: failure?.message ?? 'The container group did not start in time.' };
  const properties = { events: failure ? [failure] : [] };
  return {
    status: 200,
    body: { id: groupId, status, startTime, properties, ...(status === 'Failed' && { error }) },
  };
}

function unknownVersion(path: ArmPath, version: string): WireAnswer {
  const type = path.pairs[0]?.[0] ?? path.tail ?? '';
  const known = [...API_VERSIONS].join(', ');
  const message = `No registered resource provider found for location '' and API version '${version}' for type '${type}'. The supported api-versions are '${known}'.`;
  return armError(400, 'NoRegisteredProviderFound', message);
}

async function kill(groups: Groups, { group, container, exitCode, log }: Kill): Promise<boolean> {
  const running = groups.all().find((record) => record.name === group)?.runtime.containers ?? [];
  const found = running.find(({ spec }) => container === undefined || spec.name === container);
  return found ? found.crashes.kill(exitCode, log) : false;
}

function locate(groups: Groups, host: string, port: number): RuntimeAddress | undefined {
  const wanted = host.toLowerCase();
  const record = groups
    .all()
    .find((group) => (group.fqdn === wanted && group.resolves) || group.runtime.address === wanted);
  return record?.runtime.locate(port);
}
