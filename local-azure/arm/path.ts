/** A resource id taken apart. Names keep their case; types are compared without it. */
export interface ArmPath {
  readonly subscription?: string;
  readonly resourceGroup?: string;
  readonly namespace?: string;
  /** Type and name pairs below the provider, such as [['workspaces','w'],['models','iris']]. */
  readonly pairs: readonly (readonly [type: string, name: string])[];
  /** What is left of an odd number of parts: a collection (`versions`) or an action (`listSecrets`). */
  readonly tail?: string;
}

/** Takes an ARM path apart. Undefined when it does not begin as ARM's paths do. */
export function parseArmPath(pathname: string): ArmPath | undefined {
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  if (parts[0]?.toLowerCase() !== 'subscriptions') return undefined;
  const subscription = parts[1];
  if (subscription === undefined) return { pairs: [] };
  const hasGroup = parts[2]?.toLowerCase() === 'resourcegroups' && parts[3] !== undefined;
  const rest = parts.slice(hasGroup ? 4 : 2);
  const group = hasGroup ? { resourceGroup: parts[3] as string } : {};
  if (rest[0]?.toLowerCase() !== 'providers' || rest[1] === undefined) {
    return { subscription, ...group, pairs: [], ...(rest[0] !== undefined && { tail: rest.join('/') }) };
  }
  return { subscription, ...group, namespace: rest[1], ...pairUp(rest.slice(2)) };
}

/** Types of a path in lower case, such as `workspaces/models/versions`. The tail counts when it names a collection. */
export function typesOf(path: ArmPath, withTail: boolean): string {
  const types = path.pairs.map(([type]) => type.toLowerCase());
  return [...types, ...(withTail && path.tail !== undefined ? [path.tail.toLowerCase()] : [])].join('/');
}

/** The right that a request needs, as role definitions name it: Microsoft.X/types/read, /write, /delete or /name/action. */
export function actionOf(method: string, path: ArmPath): string {
  const namespace = path.namespace ?? 'Microsoft.Resources';
  const types =
    path.namespace === undefined ? resourceTypes(path) : path.pairs.map(([type]) => type).join('/');
  const withTail = [namespace, types, ...(path.tail !== undefined ? [path.tail] : [])]
    .filter((part) => part !== '')
    .join('/');
  if (method === 'POST') return `${withTail}/action`;
  if (method === 'PUT' || method === 'PATCH') return `${withTail}/write`;
  return `${withTail}/${method === 'DELETE' ? 'delete' : 'read'}`;
}

function resourceTypes(path: ArmPath): string {
  return path.resourceGroup === undefined ? 'subscriptions' : 'subscriptions/resourceGroups';
}

function pairUp(parts: readonly string[]): Pick<ArmPath, 'pairs' | 'tail'> {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) pairs.push([parts[at] as string, parts[at + 1] as string]);
  const tail = parts.length % 2 === 1 ? parts.at(-1) : undefined;
  return { pairs, ...(tail !== undefined && { tail }) };
}
