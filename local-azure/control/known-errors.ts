import { authorizationFailed } from '../arm/authentication.ts';
import { armError, resourceNotFound } from '../arm/errors.ts';
import { parseArmPath } from '../arm/path.ts';
import { logsNotAvailable } from '../container-instance/container-routes.ts';
import { demandOf } from '../container-instance/refusals.ts';
import {
  inaccessibleImage,
  labelRefusal,
  overQuota,
  transitioning,
  unavailable,
} from '../container-instance/refuse-in-context.ts';
import { groupSchema, withoutNulls } from '../container-instance/schema.ts';
import type { GroupBody } from '../container-instance/schema.ts';
import { jsonOf } from '../http.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';

/** A call that is to fail: an error's text names what the call is about. */
export interface FailingCall {
  readonly world: World;
  readonly request: WireRequest;
  /** The container group, model or run. */
  readonly name: string;
}

type Build = (call: FailingCall) => WireAnswer;

/**
 * Errors of Resource Manager and of container groups with the status, code and text that the real services send.
 * Sources: MicrosoftDocs/SupportArticles-docs:support/azure/azure-container-instances/, and where named.
 */
const ERRORS = {
  /** No room in the region (virtual-kubelet/virtual-kubelet#592). */
  Capacity: (call) => armError(409, 'ServiceUnavailable', unavailable(bodyOf(call))),
  /** The same code with a quota's text: the fraud logic of new subscriptions. */
  QuotaAsServiceUnavailable: ({ world }) =>
    armError(409, 'ServiceUnavailable', overQuota(world.location, 'ContainerGroups', 0, 0, 1)),
  ContainerGroupQuotaReached: (call) => {
    const { location, properties } = bodyOf(call);
    const text = overQuota(location, 'StandardCores', 10, 10, demandOf(properties).cpu);
    return armError(400, 'ContainerGroupQuotaReached', text);
  },
  ContainerGroupTransitioning: ({ name }) => transitioning(name),
  RegistryErrorResponse: (call) =>
    armError(
      409,
      'RegistryErrorResponse',
      `An error response is received from the docker registry '${serverOf(bodyOf(call))}'. Please retry later.`,
    ),
  InaccessibleImage: (call) => inaccessibleImage(call.name, imageOf(bodyOf(call))),
  /** virtual-kubelet/azure-aci#167 */
  ServiceAssociationLinkNotReady: ({ name }) =>
    armError(
      409,
      'ServiceAssociationLinkNotReady',
      `Network is not ready for container group '${name}'. Please try again.`,
    ),
  DnsNameLabelAlreadyTaken: (call) =>
    labelRefusal(call.name, bodyOf(call).properties.ipAddress?.dnsNameLabel ?? ''),
  ContainerLogNotAvailable: ({ name, request }) => {
    const [, container = ''] = parseArmPath(request.url.pathname)?.pairs[1] ?? [];
    return logsNotAvailable(name, container);
  },
  AuthorizationFailed: ({ world, request }) =>
    authorizationFailed(world, request, parseArmPath(request.url.pathname) ?? { pairs: [] }),
  MissingSubscriptionRegistration: ({ request }) => {
    const namespace = parseArmPath(request.url.pathname)?.namespace ?? '';
    return armError(
      409,
      'MissingSubscriptionRegistration',
      `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
    );
  },
  ResourceNotFound: ({ name, request }) => {
    const path = parseArmPath(request.url.pathname);
    const type = `${path?.namespace ?? ''}/${path?.pairs.map(([one]) => one).join('/') ?? ''}`;
    return resourceNotFound(type, name, path?.resourceGroup ?? '');
  },
  /** The service has forgotten the operation. */
  OperationNotFound: ({ request }) => {
    const id = request.url.pathname.split('/').at(-1) ?? '';
    return armError(404, 'ResourceNotFound', `The operation '${id}' was not found.`);
  },
  TooManyRequests: () =>
    armError(429, 'TooManyRequests', 'The request is being throttled as the limit has been reached.'),
  SubscriptionRequestsThrottled: ({ world, request }) => {
    const kind = request.method === 'GET' ? 'read' : request.method === 'DELETE' ? 'delete' : 'write';
    return armError(
      429,
      'SubscriptionRequestsThrottled',
      `Number of '${kind}' requests for subscription '${world.subscriptionId}' actor '${world.objectId}' exceeded. Please try again after '1' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
    );
  },
  InternalServerError: () => {
    const [activity, correlation] = [crypto.randomUUID(), crypto.randomUUID()];
    return armError(
      500,
      'InternalServerError',
      `Encountered an internal server error. The tracking activity id is '${activity}', correlation id is '${correlation}'.`,
    );
  },
  /** Resource Manager does not reach the provider. */
  GatewayTimeout: () =>
    armError(
      504,
      'GatewayTimeout',
      'The gateway did not receive a response within the specified time period.',
    ),
} as const satisfies Readonly<Record<string, Build>>;

export type KnownError = keyof typeof ERRORS;

export const KNOWN_ERRORS = Object.keys(ERRORS) as [KnownError, ...KnownError[]];

/** The answer of an error to a call. */
export function knownError(error: KnownError, call: FailingCall): WireAnswer {
  return ERRORS[error](call);
}

/** The group that a PUT asks for; an empty one for any other call. */
function bodyOf({ request, world }: FailingCall): GroupBody {
  const parsed = groupSchema.safeParse(withoutNulls(jsonOf(request)));
  return parsed.success ? parsed.data : { location: world.location, properties: { containers: [] } };
}

function imageOf({ properties }: GroupBody): string {
  return properties.containers[0]?.properties.image ?? '';
}

/** The registry that the service names: Docker Hub under its index's name. */
function serverOf(body: GroupBody): string {
  const [host = ''] = imageOf(body).split('/');
  return host.includes('.') ? host : 'index.docker.io';
}
