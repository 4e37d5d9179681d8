import type { TokenCredential } from '@azure/core-auth';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { Clock } from '../clock.ts';
import { AzureError } from './azure-error.ts';
import type { Cloud } from './clouds.ts';
import { portalUrl } from './clouds.ts';
import { createThrottle } from './throttle.ts';

/** Requests in flight at once. ARM's bucket holds 250 reads and refills with 25 a second; 16 at ~100 ms each stay near it. */
const CONCURRENT_REQUESTS = 16;
/** Milliseconds before a request is given up. ARM itself answers or fails within 60 s. */
const REQUEST_TIMEOUT_MS = 90_000;
/** How often a request is sent again after 429 before it counts as failed. */
const THROTTLE_RETRIES = 20;
/** Waits in milliseconds after 429 without Retry-After, after 5xx and after a broken connection. */
const BACKOFF_MS = [1_000, 2_000, 5_000] as const;

/** One call to Azure Resource Manager. */
export interface ArmRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the resource manager, beginning with /subscriptions; or the absolute nextLink of a page. */
  readonly path: string;
  /** Left out for a nextLink, which carries its own. */
  readonly apiVersion?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For the error: "read the model iris:3". */
  readonly doing: string;
}

export interface ArmAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined for an empty body. Check it before use: it comes from outside. */
  readonly body: unknown;
}

/** Calls Azure Resource Manager. Throws {@link AzureError} for every answer from 400 on. */
export type Arm = (request: ArmRequest) => Promise<ArmAnswer>;

/** A client for Azure Resource Manager that keeps to its throttling: a 429 holds back every request, and none is lost. */
export async function createArm(credential: TokenCredential, cloud: Cloud, clock: Clock): Promise<Arm> {
  const rest = await import('@azure/core-rest-pipeline');
  const client = rest.createDefaultHttpClient();
  const pipeline = rest.createEmptyPipeline();
  pipeline.addPolicy(rest.proxyPolicy());
  pipeline.addPolicy(rest.decompressResponsePolicy());
  pipeline.addPolicy(rest.setClientRequestIdPolicy());
  pipeline.addPolicy(rest.userAgentPolicy({ userAgentPrefix: 'aci-model-deploy' }));
  pipeline.addPolicy(
    rest.bearerTokenAuthenticationPolicy({ credential, scopes: `${cloud.resourceManager}/.default` }),
  );
  const throttle = createThrottle(clock, CONCURRENT_REQUESTS);

  const sendOnce = (request: ArmRequest): Promise<PipelineResponse> =>
    pipeline.sendRequest(
      client,
      rest.createPipelineRequest({
        url: urlOf(cloud, request),
        method: request.method ?? 'GET',
        headers: rest.createHttpHeaders({
          accept: 'application/json',
          ...(request.body !== undefined && { 'content-type': 'application/json' }),
        }),
        timeout: REQUEST_TIMEOUT_MS,
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      }),
    );

  return (request) =>
    throttle.run(async () => {
      // Throttled requests and faults are counted apart: a long hold must not use up the attempts after a fault.
      const attempts: Attempts = { throttled: 0, failed: 0 };
      for (;;) {
        await throttle.gate();
        const answer = await sendOnce(request).catch((caught: unknown) =>
          unanswered(rest.isRestError, request, caught),
        );
        const failure = answer instanceof AzureError ? answer : failureOf(cloud, request, answer);
        if (!failure) return toAnswer(answer as PipelineResponse);
        const wait = waitBefore(failure, attempts);
        if (wait === undefined) throw failure;
        if (failure.status === 429) throttle.hold(wait);
        else await clock.sleep(wait);
      }
    });
}

/** How often a request was sent in vain. */
interface Attempts {
  throttled: number;
  failed: number;
}

function urlOf(cloud: Cloud, request: ArmRequest): string {
  const url = new URL(request.path, cloud.resourceManager);
  if (url.origin !== new URL(cloud.resourceManager).origin)
    throw new Error(`Refusing to send a token to ${url.origin}`);
  if (request.apiVersion) url.searchParams.set('api-version', request.apiVersion);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  // URLSearchParams writes a space as +, which only forms read as a space. The links of pages stay as they are.
  if (request.query) url.search = url.search.replaceAll('+', '%20');
  return url.href;
}

/** Milliseconds to wait before the next attempt, which is counted; undefined when there is none. */
function waitBefore({ facts }: AzureError, attempts: Attempts): number | undefined {
  const { status, retryAfterMs } = facts;
  if (status === 429) {
    attempts.throttled += 1;
    if (attempts.throttled > THROTTLE_RETRIES) return undefined;
    return retryAfterMs ?? BACKOFF_MS[Math.min(attempts.throttled, BACKOFF_MS.length) - 1];
  }
  if (status !== 0 && status !== 408 && status < 500) return undefined;
  const backoff = BACKOFF_MS[attempts.failed];
  attempts.failed += 1;
  return backoff === undefined ? undefined : (retryAfterMs ?? backoff);
}

function toAnswer(response: PipelineResponse): ArmAnswer {
  return { status: response.status, headers: response.headers.toJSON(), body: parse(response.bodyAsText) };
}

function parse(text: string | null | undefined): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(cloud: Cloud, request: ArmRequest, response: PipelineResponse): AzureError | undefined {
  if (response.status < 400) return undefined;
  const { code, message } = armError(parse(response.bodyAsText));
  const correlationId = response.headers.get('x-ms-correlation-request-id');
  const retryAfter = Number(response.headers.get('retry-after'));
  const resource = new URL(request.path, cloud.resourceManager).pathname;
  return new AzureError({
    doing: request.doing,
    status: response.status,
    code,
    message: message || (response.bodyAsText ?? '').slice(0, 300),
    portalUrl: portalUrl(cloud, resource),
    ...(correlationId !== undefined && { correlationId }),
    ...(retryAfter > 0 && { retryAfterMs: retryAfter * 1000 }),
  });
}

/** Reads ARM's error body: `{error: {code, message}}`, or the two at the top. */
export function armError(body: unknown): { code: string; message: string } {
  const outer = asRecord(body);
  const inner = asRecord(outer['error']);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { code: text(inner['code'] ?? outer['code']), message: text(inner['message'] ?? outer['message']) };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A request that got no answer. What is not about the connection, such as a failed sign-in, is thrown on. */
function unanswered(isRestError: (e: unknown) => boolean, request: ArmRequest, caught: unknown): AzureError {
  if (!isRestError(caught) || !(caught instanceof Error)) throw caught;
  return new AzureError(
    { doing: request.doing, status: 0, code: '', message: caught.message },
    { cause: caught },
  );
}
