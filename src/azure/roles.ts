/**
 * Which built-in role holds an action, by the beginning of its name (lower case). The first match counts.
 * Sources: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles;
 * `listSecrets` is an action that AzureML Data Scientist has and Reader has not.
 */
const ROLES: readonly (readonly [action: string, role: string])[] = [
  ['microsoft.machinelearningservices/workspaces/datastores/listsecrets/action', 'AzureML Data Scientist'],
  ['microsoft.machinelearningservices/', 'Reader'],
  ['microsoft.storage/storageaccounts/blobservices/containers/blobs/', 'Storage Blob Data Reader'],
  ['microsoft.containerregistry/registries/listcredentials/action', 'Contributor'],
  ['microsoft.containerregistry/registries/read', 'Reader'],
  ['microsoft.containerregistry/registries/pull/', 'AcrPull'],
  ['microsoft.containerregistry/registries/push/', 'AcrPush'],
  ['microsoft.containerregistry/registries/artifacts/delete', 'AcrDelete'],
  ['microsoft.containerregistry/', 'Container Registry Tasks Contributor'],
  ['microsoft.managedidentity/userassignedidentities/', 'Managed Identity Operator'],
  ['microsoft.containerinstance/locations/', 'Reader'],
  ['microsoft.containerinstance/', 'Contributor'],
  ['microsoft.resources/', 'Reader'],
];

/** The role that reads blobs with the caller's own identity. */
export const BLOB_READER = 'Storage Blob Data Reader';

/** A built-in role that holds this action; undefined for an action that the Action does not use. */
export function roleFor(action: string): string | undefined {
  const name = action.toLowerCase();
  return ROLES.find(([beginning]) => name.startsWith(beginning))?.[1];
}

/** What ARM says in a 403: who may not do what, and where. */
export interface Denial {
  readonly action: string;
  readonly scope: string;
  /** Object id of the caller, when ARM tells it. */
  readonly principal?: string;
}

/** Every 403 of ARM has this sentence; that of a linked resource names the linked action last. */
const DENIED =
  /does not have (?:authorization|permission) to perform action(?:\(s\))? '([\w./*-]+)'[^']*scope(?:\(s\))? '([^']+)'/;
const PRINCIPAL = /object id '([0-9a-f-]{36})'/i;

/** Reads the message of a 403. Undefined when it is not about a missing role. */
export function readDenial(message: string): Denial | undefined {
  const [, action, scope] = DENIED.exec(message) ?? [];
  if (action === undefined || scope === undefined) return undefined;
  const principal = PRINCIPAL.exec(message)?.[1];
  return { action, scope, ...(principal && { principal }) };
}

/**
 * Where the role is best granted. Azure names the smallest thing it refused; a role on that alone would only lead to
 * the next refusal, and some are no place for a role at all (`…/registries/x/scheduleRun`). A container group may not
 * exist yet, so its role goes on the resource group.
 */
export function scopeForRole(scope: string): string {
  const [, subscription, group = '', provider = '', resource = ''] =
    /^(\/subscriptions\/[^/]+)(\/resourceGroups\/[^/]+)?(?:\/providers\/([^/]+)(\/[^/]+\/[^/]+)?(?:\/.*)?)?$/i.exec(
      scope,
    ) ?? [];
  if (subscription === undefined) return scope;
  const own = group === '' || provider.toLowerCase() === 'microsoft.containerinstance';
  return own || resource === ''
    ? `${subscription}${group}`
    : `${subscription}${group}/providers/${provider}${resource}`;
}

/** The remedy for a 403: the role by name, where, and the command that grants it. */
export function grantRemedy(denial: Denial): string {
  const { action, principal } = denial;
  const scope = scopeForRole(denial.scope);
  const role = roleFor(action);
  const wait = 'A role that was granted a moment ago takes a few minutes to work.';
  if (role === undefined)
    return `Grant a role with ${action} on ${scope} to the identity that signs in. ${wait}`;
  const command =
    principal && !/["$`\\\s]/.test(scope)
      ? ` (az role assignment create --assignee-object-id ${principal} --role "${role}" --scope ${scope})`
      : '';
  return `Grant the role "${role}" on ${scope} to the identity that signs in${command}. ${wait}`;
}
