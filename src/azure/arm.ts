import type { TokenCredential } from '@azure/core-auth';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import { AzureError, leavesOpen } from './azure-error.ts';
import type { Cloud } from './clouds.ts';
import { portalUrl } from './clouds.ts';
import { REQUEST_TIMEOUT_MS, TIMED_OUT, isTimeout } from './request-timeout.ts';
import type { Retry } from './retry.ts';
import { withRetry } from './retry.ts';
import { retryAfterMs } from './retry/retry-after.ts';
import { createThrottle } from './throttle.ts';

/** Requests in flight at once. ARM's bucket holds 250 reads and refills with 25 a second; 16 at ~100 ms each stay near it. */
const CONCURRENT_REQUESTS = 16;

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
  /**
   * For a request that must not take effect twice: looks for the effect of one whose end is not known. What it finds
   * stands for the lost answer, and nothing is sent again.
   */
  readonly lookFor?: () => Promise<ArmAnswer | undefined>;
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
export async function createArm(
  credential: TokenCredential,
  cloud: Cloud,
  clock: Clock,
  log: Log = silentLog,
): Promise<Arm> {
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

  const sendChecked = async (request: ArmRequest): Promise<ArmAnswer> => {
    await throttle.gate();
    const answer = await sendOnce(request).catch((caught: unknown) => {
      throw unanswered(rest.isRestError, cloud, request, caught);
    });
    const failure = failureOf(cloud, request, answer);
    if (failure) throw failure;
    return toAnswer(answer);
  };

  // Everybody is held back by one 429: told once, not by every request that gets one.
  const pause = async ({ rule, waitMs, line }: Retry): Promise<void> => {
    const isHold = rule.retryClass === 'throttle';
    if (!isHold || throttle.hold(waitMs)) log.info(line);
    if (!isHold) await clock.sleep(waitMs);
  };

  return (request) =>
    throttle.run(() => withRetry({ call: 'arm' }, sending(request, sendChecked), { clock, log, pause }));
}

/** One try after the other. From the first one on whose end is not known, its effect is looked for before the next. */
function sending(request: ArmRequest, send: Arm): () => Promise<ArmAnswer> {
  const { lookFor } = request;
  if (!lookFor) return () => send(request);
  let isOpen = false;
  return async () => {
    const found = isOpen ? await lookFor() : undefined;
    if (found) return found;
    try {
      return await send(request);
    } catch (caught) {
      isOpen ||= leavesOpen(caught);
      throw caught;
    }
  };
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
  const wait = retryAfterMs(response.headers.get('retry-after'));
  return new AzureError({
    doing: request.doing,
    status: response.status,
    code,
    message: message || (response.bodyAsText ?? '').slice(0, 300),
    portalUrl: pageOf(cloud, request),
    ...(correlationId !== undefined && { correlationId }),
    ...(wait !== undefined && { retryAfterMs: wait }),
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

/** The error of a request that got no answer. What is not about the connection, such as a failed sign-in, stays as it is. */
function unanswered(
  isRestError: (e: unknown) => boolean,
  cloud: Cloud,
  request: ArmRequest,
  caught: unknown,
): unknown {
  if (!(caught instanceof Error) || !(isRestError(caught) || isTimeout(caught))) return caught;
  const message = isTimeout(caught) ? TIMED_OUT : caught.message;
  return new AzureError(
    { doing: request.doing, status: 0, code: '', message, portalUrl: pageOf(cloud, request) },
    { cause: caught },
  );
}

function pageOf(cloud: Cloud, { path }: ArmRequest): string {
  return portalUrl(cloud, new URL(path, cloud.resourceManager).pathname);
}
