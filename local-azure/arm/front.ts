import type { WireHandler } from '../http.ts';
import type { Provider, WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';
import { authenticate, authorize } from './authentication.ts';
import { armError, invalidResourceType } from './errors.ts';
import { commonHeaders } from './headers.ts';
import { parseArmPath, typesOf } from './path.ts';
import type { ArmPath } from './path.ts';
import { checkScope, providerRegistration, subscriptionAnswer, tenantAnswer } from './subscriptions.ts';
import { createBuckets, operationOf } from './throttle.ts';
import type { Buckets } from './throttle.ts';

export interface ArmOptions {
  readonly world: World;
  readonly providers: readonly Provider[];
  /** ARM's token buckets, or false for none. */
  readonly throttle: boolean;
  /** Milliseconds; the buckets refill by it. */
  readonly now: () => number;
}

/** Plays Azure Resource Manager: checks what every request must have, then asks the provider of its namespace. */
export function createArm(options: ArmOptions): WireHandler {
  const buckets = createBuckets(options.now);
  return async (request) => {
    const { answer, remaining } = await admit(options, buckets, request);
    return { ...answer, headers: { ...commonHeaders(request, remaining), ...answer.headers } };
  };
}

async function admit(
  options: ArmOptions,
  buckets: Buckets,
  request: WireRequest,
): Promise<{ answer: WireAnswer; remaining: number }> {
  const { world } = options;
  const full = 249;
  if (request.url.pathname === '/metadata/endpoints') return { answer: cloudMetadata(), remaining: full };
  const unauthenticated = authenticate(world, request);
  if (unauthenticated) return { answer: unauthenticated, remaining: full };
  if (!options.throttle) return { answer: await route(options, request), remaining: full };
  const admission = buckets.take(operationOf(request.method));
  if (!admission.ok) return { answer: throttled(world, request, admission.retryAfterSeconds), remaining: 0 };
  return { answer: await route(options, request), remaining: admission.remaining };
}

async function route(options: ArmOptions, request: WireRequest): Promise<WireAnswer> {
  const { world } = options;
  if (!request.url.searchParams.get('api-version')) {
    return armError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  const tenants = tenantAnswer(world, request);
  if (tenants) return tenants;
  const path = parseArmPath(request.url.pathname);
  if (!path)
    return armError(
      404,
      'InvalidResourceNamespace',
      `The path '${request.url.pathname}' is not one of Resource Manager.`,
    );
  const refused =
    checkSubscription(world, path) ?? authorize(world, request, path) ?? checkScope(world, path);
  return refused ?? (await dispatch(options, request, path));
}

/** The subscription is looked at before rights are, the resource group after them: as ARM does. */
function checkSubscription(world: World, path: ArmPath): WireAnswer | undefined {
  return path.subscription === undefined
    ? undefined
    : checkScope(world, { subscription: path.subscription, pairs: [] });
}

async function dispatch(options: ArmOptions, request: WireRequest, path: ArmPath): Promise<WireAnswer> {
  const { world } = options;
  const { namespace } = path;
  if (namespace === undefined) return subscriptionAnswer(world, request, path) ?? methodNotAllowed(request);
  const registration = providerRegistration(world, request, path);
  if (registration) return registration;
  const provider = options.providers.find((one) => one.namespace.toLowerCase() === namespace.toLowerCase());
  if (!provider)
    return armError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
  const version = request.url.searchParams.get('api-version') ?? '';
  return (
    (await provider.handle(request)) ?? invalidResourceType(typesOf(path, true), provider.namespace, version)
  );
}

function methodNotAllowed(request: WireRequest): WireAnswer {
  const message = `The HTTP method '${request.method}' is not supported at scope '${request.url.pathname}'.`;
  return armError(405, 'HttpMethodNotSupported', message);
}

function throttled(world: World, request: WireRequest, seconds: number): WireAnswer {
  const kind = operationOf(request.method).slice(0, -1);
  const answer = armError(
    429,
    'SubscriptionRequestsThrottled',
    `Number of '${kind}' requests for subscription '${world.subscriptionId}' actor '${world.objectId}' exceeded. Please try again after '${seconds}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
  );
  return { ...answer, headers: { 'retry-after': String(seconds) } };
}

/** What tools read to learn the other endpoints of the cloud. */
function cloudMetadata(): WireAnswer {
  return {
    status: 200,
    body: {
      galleryEndpoint: 'https://gallery.azure.com/',
      graphEndpoint: 'https://graph.windows.net/',
      portalEndpoint: 'https://portal.azure.com/',
      authentication: {
        loginEndpoint: 'https://login.microsoftonline.com/',
        audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
        tenant: 'common',
        identityProvider: 'AAD',
      },
    },
  };
}
