import type {
  Container,
  ContainerGroup,
  ContainerGroupIdentity,
  EnvironmentVariable,
  ImageRegistryCredential,
  IpAddress,
  Volume,
} from '@azure/arm-containerinstance';
import type { Auth } from '../../config/types.ts';
import { deployedOf, scoringContainerOf } from '../decide/deployed.ts';
import { FRONT_END_VOLUME, frontEndVolume } from './front-end.ts';
import { SERVER_TIMEOUT_MARGIN_MS, scoringTimeoutOf } from './probes.ts';
import { TAGS } from '../tags.ts';
import type { ServicePlan, ServiceRequest } from '../types.ts';

/** What Azure does not show of a group and this run may know. */
export type KnownSecrets = Pick<ServiceRequest, 'name' | 'auth' | 'variables' | 'pull' | 'scoringPath'>;

/** The state before the update, to be put back. */
export interface Previous {
  readonly plan: ServicePlan;
  /** What cannot be restored, in words. */
  readonly lost: readonly string[];
}

/**
 * Plans the previous state of a service from the group that was read before the update, its recorded tags, and the
 * secrets of this run. Where the keys have changed, this run's keys hold: Azure does not tell the old ones, so that
 * the group is tagged as restored, and no later run takes it for unchanged. Pure.
 */
export function planPrevious(live: ContainerGroup, known: KnownSecrets): Previous {
  const lost: string[] = [];
  const auth = authOf(live, known, lost);
  const scoring = scoringContainerOf(live);
  const { healthPath, revision, scoringPath = known.scoringPath } = deployedOf(live);
  const frontEnd = frontEndVolume({
    revision,
    port: scoring?.ports?.[0]?.port ?? 0,
    healthPath,
    scoringTimeoutMs: timeoutOf(scoring),
    auth,
  });
  const restored = groupOf(live, known, frontEnd, lost);
  const isSure = lost.length === 0 && !auth.enabled;
  const group = isSure ? restored : { ...restored, tags: { ...restored.tags, [TAGS.restored]: 'true' } };
  const plan = {
    name: known.name,
    groupName: live.name ?? '',
    revision,
    group,
    healthPath,
    scoringPath,
    auth,
  };
  return { plan: { ...plan, findings: [] }, lost };
}

function authOf({ tags }: ContainerGroup, { auth }: KnownSecrets, lost: string[]): Auth {
  if (tags?.[TAGS.auth] === 'none') return { enabled: false };
  if (tags?.[TAGS.auth] === 'key' && !auth.enabled)
    lost.push('the keys: this run has none, so that anybody may call the service');
  return auth;
}

/** Milliseconds: exactly as the server's variable says where it fits the probe, else as the probe says. */
function timeoutOf(scoring: Container | undefined): number {
  const probed = scoringTimeoutOf(scoring?.readinessProbe);
  const variable = scoring?.environmentVariables?.find(({ name }) => name === 'SCORING_TIMEOUT_MS');
  const exact = Number(variable?.value ?? Number.NaN) - SERVER_TIMEOUT_MARGIN_MS;
  return Math.abs(exact - probed) < 1000 ? exact : probed;
}

/** The body of the PUT: what Azure showed, without what it only answers, and with the secrets. */
function groupOf(
  live: ContainerGroup,
  known: KnownSecrets,
  frontEnd: Volume,
  lost: string[],
): ContainerGroup {
  const { location, tags, osType, restartPolicy, sku, priority, zones, subnetIds, dnsConfig } = live;
  const access = accessOf(live, known, lost);
  return {
    ...defined({ location, tags, restartPolicy, sku, priority, subnetIds, dnsConfig }),
    ...(zones && zones.length > 0 && { zones }),
    osType,
    ...access,
    containers: live.containers.map((container) => containerOf(container, known, lost)),
    ...(live.initContainers &&
      live.initContainers.length > 0 && {
        initContainers: live.initContainers.map((container) => containerOf(container, known, lost)),
      }),
    ...(live.ipAddress && { ipAddress: addressOf(live.ipAddress) }),
    ...(live.volumes && { volumes: live.volumes.map((volume) => volumeOf(volume, frontEnd, lost)) }),
  };
}

/** With its secure variables, and without what Azure only answers. */
function containerOf<
  T extends { readonly name: string; readonly environmentVariables?: EnvironmentVariable[] },
>(container: T, known: KnownSecrets, lost: string[]): T {
  const environmentVariables = (container.environmentVariables ?? []).flatMap((variable) =>
    variableOf(container.name, variable, known, lost),
  );
  return { ...container, environmentVariables, instanceView: undefined };
}

/** A variable without a value is a secure one. */
function variableOf(
  container: string,
  { name, value }: EnvironmentVariable,
  { variables }: KnownSecrets,
  lost: string[],
): EnvironmentVariable[] {
  if (value !== undefined) return [{ name, value }];
  const own = variables.find((variable) => variable.name === name);
  if (own) return [{ name, secureValue: own.value }];
  lost.push(`the secure variable ${name} of the container ${container}`);
  return [];
}

type Access = Pick<ContainerGroup, 'identity' | 'imageRegistryCredentials'>;

/** How Azure pulls: as before, or as this run does where the password is not known. */
function accessOf(live: ContainerGroup, { pull }: KnownSecrets, lost: string[]): Access {
  const identities = new Set(Object.keys(live.identity?.userAssignedIdentities ?? {}));
  const credentials = (live.imageRegistryCredentials ?? []).flatMap(
    ({ server, username, identity }): ImageRegistryCredential[] => {
      if (username === undefined) return [{ server, ...(identity !== undefined && { identity }) }];
      if (pull?.server.toLowerCase() !== server.toLowerCase()) {
        lost.push(`the password of the registry ${server}`);
        return [];
      }
      if (pull.kind === 'password') return [{ server, username: pull.username, password: pull.password }];
      identities.add(pull.identity);
      return [{ server, identity: pull.identity }];
    },
  );
  const identity = identityOf(live.identity, identities);
  return {
    ...(identity && { identity }),
    ...(credentials.length > 0 && { imageRegistryCredentials: credentials }),
  };
}

function identityOf(
  live: ContainerGroupIdentity | undefined,
  identities: ReadonlySet<string>,
): ContainerGroupIdentity | undefined {
  const isSystem = live?.type?.includes('SystemAssigned') ?? false;
  if (identities.size === 0) return isSystem ? { type: 'SystemAssigned' } : undefined;
  return {
    type: isSystem ? 'SystemAssigned, UserAssigned' : 'UserAssigned',
    userAssignedIdentities: Object.fromEntries([...identities].map((id) => [id, {}])),
  };
}

/** Without the address itself: Azure gives it. */
function addressOf({ type, ports, dnsNameLabel, autoGeneratedDomainNameLabelScope }: IpAddress): IpAddress {
  return { type, ports, ...defined({ dnsNameLabel, autoGeneratedDomainNameLabelScope }) };
}

function volumeOf(volume: Volume, frontEnd: Volume, lost: string[]): Volume {
  if (volume.name === FRONT_END_VOLUME) return frontEnd;
  if (volume.secret) lost.push(`the files of the secret volume ${volume.name}`);
  if (volume.azureFile) lost.push(`the key of the storage account ${volume.azureFile.storageAccountName}`);
  return volume;
}

/** Without the members that are undefined. */
function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
