import { randomBytes, randomUUID } from 'node:crypto';

/** What exists in the local Azure: names, ids and secrets. Tests may change the switches while it runs. */
export interface World {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Object id of the service principal, as error messages name it. */
  readonly objectId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly workspace: string;
  readonly workspaceGuid: string;
  readonly registryName: string;
  /** Login server. */
  readonly registryServer: string;
  readonly registryPassword: string;
  /** The workspace's storage account. */
  readonly storage: StorageAccount;
  /** The account where the registry's tasks keep contexts and logs. In Azure it belongs to the registry service. */
  readonly taskStorage: StorageAccount;
  /** Secret of the tokens, so that those of another local Azure are refused. */
  readonly tokenSecret: string;
  /** ARM and data actions that the service principal lacks, such as Microsoft.MachineLearningServices/workspaces/read. */
  readonly denied: Set<string>;
  readonly switches: Switches;
}

export interface StorageAccount {
  readonly name: string;
  /** Base64. */
  readonly key: string;
}

/** What can be different about the seeded resources. */
export interface Switches {
  /** False: the workspace has no registry yet; Azure ML makes one with the first image. */
  workspaceRegistry: boolean;
  /** The registry's admin user. */
  registryAdmin: boolean;
  /** Free-trial subscriptions may not run ACR tasks. */
  registryTasks: boolean;
  /** Whether the identities of container groups have AcrPull on the registry. */
  identityPull: boolean;
  /** How datastores keep their credential. */
  datastoreCredentials: 'AccountKey' | 'Sas' | 'None';
  /** Seconds until an access token expires. Real ones live for 60 to 90 minutes. */
  tokenLifetimeSeconds: number;
}

/** The names a seed folder may choose itself. */
export interface WorldNames {
  readonly resourceGroup?: string | undefined;
  readonly workspace?: string | undefined;
  readonly registry?: string | undefined;
  readonly location?: string | undefined;
}

/** Entra's lifetime of an access token is 60 to 90 minutes; SDKs ask again before its end. */
const TOKEN_LIFETIME_SECONDS = 3599;

/** A new Azure with fresh secrets. Ids are fixed so that logs of two runs can be compared. */
export function createWorld(names: WorldNames = {}): World {
  const registryName = names.registry ?? 'mlregistry';
  return {
    tenantId: '11111111-1111-4111-8111-111111111111',
    subscriptionId: '22222222-2222-4222-8222-222222222222',
    clientId: '33333333-3333-4333-8333-333333333333',
    objectId: '44444444-4444-4444-8444-444444444444',
    workspaceGuid: '55555555-5555-4555-8555-555555555555',
    clientSecret: randomBytes(30).toString('base64url'),
    tokenSecret: randomUUID(),
    resourceGroup: names.resourceGroup ?? 'ml-prod',
    location: names.location ?? 'westeurope',
    workspace: names.workspace ?? 'ml-workspace',
    registryName,
    registryServer: `${registryName.toLowerCase()}.azurecr.io`,
    registryPassword: randomBytes(24).toString('base64url'),
    storage: storageAccount('mlstore1'),
    taskStorage: storageAccount('acrtaskprodweu001'),
    denied: new Set(),
    switches: {
      workspaceRegistry: true,
      registryAdmin: true,
      registryTasks: true,
      identityPull: true,
      datastoreCredentials: 'AccountKey',
      tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
    },
  };
}

/** True when a right was taken away. Action names are compared without case, as ARM does. */
export function isDenied(world: World, action: string): boolean {
  return [...world.denied].some((denied) => denied.toLowerCase() === action.toLowerCase());
}

/** ARM id of a resource in the seeded resource group. */
export function resourceId(world: World, type: string, name: string): string {
  return `/subscriptions/${world.subscriptionId}/resourceGroups/${world.resourceGroup}/providers/${type}/${name}`;
}

/** Storage account keys are 64 random bytes. */
function storageAccount(name: string): StorageAccount {
  return { name, key: randomBytes(64).toString('base64') };
}
