import { z } from 'zod';
import { armId, pageOf, subscriptionPath, tags } from './common.ts';
import type { EndpointShape } from './common.ts';

const API_VERSIONS = /^20(1[5-9]|2\d)-\d\d-\d\d$/;

const subscription = z.strictObject({
  id: armId,
  subscriptionId: z.guid(),
  tenantId: z.guid(),
  displayName: z.string(),
  state: z.enum(['Enabled', 'Warned', 'PastDue', 'Disabled', 'Deleted']),
  authorizationSource: z.string(),
  managedByTenants: z.array(z.unknown()),
  subscriptionPolicies: z.strictObject({
    locationPlacementId: z.string(),
    quotaId: z.string(),
    spendingLimit: z.enum(['On', 'Off', 'CurrentPeriodOff']),
  }),
});

const resourceGroup = z.strictObject({
  id: armId,
  name: z.string(),
  type: z.literal('Microsoft.Resources/resourceGroups'),
  location: z.string(),
  tags: tags.optional(),
  managedBy: z.string().optional(),
  properties: z.strictObject({ provisioningState: z.string() }),
});

const provider = z.strictObject({
  id: armId,
  namespace: z.string(),
  registrationState: z.enum(['Registered', 'NotRegistered', 'Registering', 'Unregistering']),
  registrationPolicy: z.string(),
  resourceTypes: z.array(z.unknown()),
});

const tenant = z.strictObject({
  id: z.string(),
  tenantId: z.guid(),
  countryCode: z.string(),
  displayName: z.string(),
  domains: z.array(z.string()),
  tenantCategory: z.enum(['Home', 'ProjectedBy', 'ManagedBy']),
});

const location = z.strictObject({
  id: armId,
  name: z.string(),
  type: z.literal('Region'),
  displayName: z.string(),
  regionalDisplayName: z.string(),
});

const resource = z.strictObject({
  id: armId,
  name: z.string(),
  type: z.string(),
  location: z.string(),
  tags,
});

function get(path: RegExp, body: z.ZodType): EndpointShape {
  return { method: 'GET', path, apiVersions: API_VERSIONS, answers: { 200: body } };
}

/** Tenants, subscriptions, resource groups and registered providers. */
export const resourceShapes: readonly EndpointShape[] = [
  get(/^\/tenants$/i, pageOf(tenant)),
  get(/^\/subscriptions$/i, pageOf(subscription)),
  get(subscriptionPath(''), subscription),
  get(subscriptionPath('/locations'), pageOf(location)),
  get(subscriptionPath('/resourceGroups'), pageOf(resourceGroup)),
  get(subscriptionPath('/resourceGroups/[^/]+'), resourceGroup),
  {
    ...get(subscriptionPath('(/resourceGroups/[^/]+)?/resources'), pageOf(resource)),
    query: ['$filter', '$top', '$expand'],
  },
  get(subscriptionPath('/providers'), pageOf(provider)),
  get(subscriptionPath('/providers/[^/]+'), provider),
  {
    method: 'HEAD',
    path: subscriptionPath('/resourceGroups/[^/]+'),
    apiVersions: API_VERSIONS,
    answers: { 204: null },
  },
];
