import type { WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';
import { armError, resourceGroupNotFound } from './errors.ts';
import type { ArmPath } from './path.ts';
import { resourceListAnswer } from './resource-list.ts';

/** Namespaces that are registered in the subscription. */
const NAMESPACES = [
  'Microsoft.ContainerInstance',
  'Microsoft.ContainerRegistry',
  'Microsoft.MachineLearningServices',
  'Microsoft.Storage',
];

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Refuses a path whose subscription or resource group does not exist. */
export function checkScope(world: World, path: ArmPath): WireAnswer | undefined {
  const { subscription, resourceGroup } = path;
  if (subscription !== undefined && subscription.toLowerCase() !== world.subscriptionId) {
    if (GUID.test(subscription)) {
      return armError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
    }
    const message = `The provided subscription identifier '${subscription}' is malformed or invalid.`;
    return armError(400, 'InvalidSubscriptionId', message);
  }
  if (resourceGroup !== undefined && resourceGroup.toLowerCase() !== world.resourceGroup.toLowerCase()) {
    return resourceGroupNotFound(resourceGroup);
  }
  return undefined;
}

/** Tenants and cloud metadata: what can be asked without a subscription. */
export function tenantAnswer(world: World, request: WireRequest): WireAnswer | undefined {
  if (request.url.pathname.toLowerCase() !== '/tenants') return undefined;
  const tenant = {
    id: `/tenants/${world.tenantId}`,
    tenantId: world.tenantId,
    countryCode: 'NL',
    displayName: 'Contoso',
    domains: ['contoso.onmicrosoft.com'],
    tenantCategory: 'Home',
  };
  return { status: 200, body: { value: [tenant] } };
}

/** Subscriptions, resource groups and the registration of providers. */
export function subscriptionAnswer(
  world: World,
  request: WireRequest,
  path: ArmPath,
): WireAnswer | undefined {
  if (request.method === 'HEAD' && path.resourceGroup !== undefined && path.tail === undefined)
    return { status: 204 };
  if (request.method !== 'GET') return undefined;
  if (path.subscription === undefined) return list([subscriptionOf(world)]);
  if (path.tail?.toLowerCase() === 'resources') return resourceListAnswer(world, request);
  if (path.resourceGroup !== undefined) return path.tail === undefined ? found(groupOf(world)) : undefined;
  switch (path.tail?.toLowerCase()) {
    case undefined:
      return found(subscriptionOf(world));
    case 'resourcegroups':
      return list([groupOf(world)]);
    case 'locations':
      return list([locationOf(world)]);
    case 'providers':
      return list(NAMESPACES.map((namespace) => providerOf(world, namespace)));
    default:
      return undefined;
  }
}

/** GET /subscriptions/{id}/providers/{namespace}: whether a provider is registered. */
export function providerRegistration(
  world: World,
  request: WireRequest,
  path: ArmPath,
): WireAnswer | undefined {
  const asksForProvider = request.method === 'GET' && path.pairs.length === 0 && path.tail === undefined;
  if (!asksForProvider || path.resourceGroup !== undefined) return undefined;
  const namespace = NAMESPACES.find((name) => name.toLowerCase() === path.namespace?.toLowerCase());
  return namespace === undefined ? undefined : found(providerOf(world, namespace));
}

function subscriptionOf(world: World): object {
  return {
    id: `/subscriptions/${world.subscriptionId}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: world.subscriptionId,
    tenantId: world.tenantId,
    displayName: 'Local Azure',
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

function groupOf(world: World): object {
  return {
    id: `/subscriptions/${world.subscriptionId}/resourceGroups/${world.resourceGroup}`,
    name: world.resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location: world.location,
    tags: {},
    properties: { provisioningState: 'Succeeded' },
  };
}

function locationOf(world: World): object {
  const id = `/subscriptions/${world.subscriptionId}/locations/${world.location}`;
  return {
    id,
    name: world.location,
    type: 'Region',
    displayName: world.location,
    regionalDisplayName: world.location,
  };
}

function providerOf(world: World, namespace: string): object {
  const id = `/subscriptions/${world.subscriptionId}/providers/${namespace}`;
  return {
    id,
    namespace,
    registrationState: 'Registered',
    registrationPolicy: 'RegistrationRequired',
    resourceTypes: [],
  };
}

function found(body: object): WireAnswer {
  return { status: 200, body };
}

function list(value: readonly object[]): WireAnswer {
  return { status: 200, body: { value } };
}
