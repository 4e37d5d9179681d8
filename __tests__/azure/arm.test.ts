import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { PipelineRequest } from '@azure/core-rest-pipeline';
import * as actual from '@azure/core-rest-pipeline';
import type { Arm } from '../../src/azure/arm.ts';
import { CLOUDS } from '../../src/azure/clouds.ts';
import type { FakeService } from './fake-client.ts';
import { anyCredential, fakeClient } from './fake-client.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { virtualClock } from './virtual-clock.ts';

let service: FakeService;
jest.unstable_mockModule('@azure/core-rest-pipeline', () => ({
  ...actual,
  createDefaultHttpClient: () => fakeClient((request) => service(request)),
}));
const { armError, createArm } = await import('../../src/azure/arm.ts');
const { AzureError } = await import('../../src/azure/azure-error.ts');

const READ = { path: '/subscriptions/s/thing', apiVersion: '2024-01-01', doing: 'read the thing' };

let clock: VirtualClock;
let arm: Arm;
beforeEach(async () => {
  clock = virtualClock();
  arm = await createArm(anyCredential, CLOUDS.AzureCloud, clock);
});

/** Answers with these, one after the other; the last one stays. Keeps the requests. */
function script(...answers: ReturnType<FakeService>[]): PipelineRequest[] {
  const seen: PipelineRequest[] = [];
  service = (request) => {
    seen.push(request);
    return answers[Math.min(seen.length, answers.length) - 1] ?? { status: 500 };
  };
  return seen;
}

function broken(): Error {
  return new actual.RestError('connect ECONNREFUSED', { code: 'ECONNREFUSED' });
}

/** What the pipeline makes of a request whose time is up. */
function timedOut(): Error {
  return Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' });
}

async function refusal(work: Promise<unknown>): Promise<InstanceType<typeof AzureError>> {
  const caught: unknown = await clock.run(work).catch((error: unknown) => error);
  if (!(caught instanceof AzureError)) throw new Error(`Expected an AzureError, got ${String(caught)}`);
  return caught;
}

describe('a request', () => {
  it('goes to the resource manager with token, api-version and query', async () => {
    const seen = script({ status: 200, body: { value: 1 } });
    const answer = await clock.run(arm({ ...READ, query: { $orderBy: 'createdtime desc', $top: '1' } }));
    expect(answer).toMatchObject({ status: 200, body: { value: 1 } });
    expect(seen[0]?.url).toBe(
      'https://management.azure.com/subscriptions/s/thing?api-version=2024-01-01&%24orderBy=createdtime%20desc&%24top=1',
    );
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer the-token');
    expect(seen[0]?.headers.get('user-agent')).toContain('aci-model-deploy');
    expect(seen[0]?.headers.get('x-ms-client-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps a literal plus in a query', async () => {
    const seen = script({ status: 200 });
    await clock.run(arm({ ...READ, query: { q: 'a+b c' } }));
    expect(new URL(seen[0]?.url ?? '').searchParams.get('q')).toBe('a+b c');
  });

  it('sends a body as JSON', async () => {
    const seen = script({ status: 201 });
    await clock.run(arm({ ...READ, method: 'PUT', body: { a: 1 } }));
    expect(seen[0]).toMatchObject({ method: 'PUT', body: '{"a":1}' });
    expect(seen[0]?.headers.get('content-type')).toBe('application/json');
  });

  it('follows a nextLink of the same host as it is', async () => {
    const seen = script({ status: 200 });
    await clock.run(arm({ path: 'https://management.azure.com/x?$skiptoken=a%2Fb+c', doing: 'read on' }));
    expect(seen[0]?.url).toBe('https://management.azure.com/x?$skiptoken=a%2Fb+c');
  });

  it.each(['https://evil.example/x', 'http://management.azure.com/x', '//evil.example/x'])(
    'never takes its token to %s',
    async (path) => {
      const seen = script({ status: 200 });
      await expect(clock.run(arm({ path, doing: 'read on' }))).rejects.toThrow(/Refusing to send a token/);
      expect(seen).toHaveLength(0);
    },
  );

  it.each(['', 'not json'])('has no body when the answer is %j', async (body) => {
    script({ status: 200, body });
    await expect(clock.run(arm(READ))).resolves.toMatchObject({ body: undefined });
  });
});

describe('a refusal', () => {
  it('tells code, message, correlation id and the page in the portal', async () => {
    script({
      status: 403,
      headers: { 'x-ms-correlation-request-id': 'c-1' },
      body: { error: { code: 'AuthorizationFailed', message: 'No.' } },
    });
    const { facts } = await refusal(arm(READ));
    expect(facts).toMatchObject({
      doing: 'read the thing',
      status: 403,
      code: 'AuthorizationFailed',
      message: 'No.',
    });
    expect(facts).toMatchObject({
      correlationId: 'c-1',
      portalUrl: 'https://portal.azure.com/#resource/subscriptions/s/thing',
    });
  });

  it.each([400, 401, 403, 404, 409])('with status %d is not asked again', async (status) => {
    const seen = script({ status });
    expect((await refusal(arm(READ))).status).toBe(status);
    expect(seen).toHaveLength(1);
  });

  it('shows the beginning of an answer that is no JSON', async () => {
    script({ status: 403, body: '<html>proxy says no' });
    expect((await refusal(arm(READ))).facts.message).toBe('<html>proxy says no');
  });

  it.each([
    [{ error: { code: 'A', message: 'b' } }, { code: 'A', message: 'b' }],
    [
      { code: 'A', message: 'b' },
      { code: 'A', message: 'b' },
    ],
    [{ error: { code: 7 } }, { code: '', message: '' }],
    [undefined, { code: '', message: '' }],
    ['text', { code: '', message: '' }],
  ])('%j is read as %j', (body, expected) => {
    expect(armError(body)).toEqual(expected);
  });
});

describe('a fault', () => {
  it.each([
    ['a broken connection', broken()],
    ['a request whose time was up', timedOut()],
    ['status 503', { status: 503 }],
    ['status 408', { status: 408 }],
  ])('%s is asked again three times, in longer and longer steps', async (_name, fault) => {
    const seen = script(fault, fault, fault, { status: 200 });
    await clock.run(arm(READ));
    expect(seen).toHaveLength(4);
    expect(clock.now()).toBe(8_000);
  });

  it('ends as an error after four attempts', async () => {
    const seen = script(broken());
    const { facts } = await refusal(arm(READ));
    expect(facts).toMatchObject({ status: 0, message: 'connect ECONNREFUSED' });
    expect(seen).toHaveLength(4);
  });

  it('waits as long as Azure asks', async () => {
    script({ status: 503, headers: { 'retry-after': '30' } }, { status: 200 });
    await clock.run(arm(READ));
    expect(clock.now()).toBe(30_000);
  });

  it('is forgiven also after many throttled attempts', async () => {
    const throttled = { status: 429 };
    script(throttled, throttled, throttled, throttled, { status: 503 }, { status: 200 });
    await expect(clock.run(arm(READ))).resolves.toMatchObject({ status: 200 });
  });

  it('of the sign-in is thrown as it is', async () => {
    script({ status: 200 });
    const failing = { getToken: () => Promise.reject(new Error('AADSTS7000215')) };
    const other = await createArm(failing, CLOUDS.AzureCloud, clock);
    await expect(clock.run(other(READ))).rejects.toThrow('AADSTS7000215');
  });
});

describe('throttling', () => {
  it('holds back every request for the time that one 429 asks', async () => {
    const times: number[] = [];
    service = () => {
      times.push(clock.now());
      return times.length === 1 ? { status: 429, headers: { 'retry-after': '17' } } : { status: 200 };
    };
    const first = arm(READ);
    await new Promise((resolve) => setImmediate(resolve));
    await clock.run(Promise.all([first, arm(READ), arm(READ)]));
    expect(times).toEqual([0, 17_000, 17_000, 17_000]);
  });

  it('gives up at last, with the status 429', async () => {
    const seen = script({ status: 429, headers: { 'retry-after': '5' } });
    expect((await refusal(arm(READ))).status).toBe(429);
    expect(seen).toHaveLength(21);
  });

  it('loses none of 1,000 requests to a bucket of 250 that fills with 25 a second', async () => {
    const bucket = tokenBucket(clock, 250, 25);
    const answered = new Map<string, number>();
    let inFlight = 0;
    let most = 0;
    service = async ({ url }) => {
      most = Math.max(most, (inFlight += 1));
      await clock.sleep(100);
      inFlight -= 1;
      if (!bucket()) return { status: 429, headers: { 'retry-after': '2' } };
      answered.set(url, (answered.get(url) ?? 0) + 1);
      return { status: 200, body: { url } };
    };
    const paths = Array.from({ length: 1000 }, (_, index) => `/subscriptions/s/models/m${index}`);
    const answers = await clock.run(Promise.all(paths.map((path) => arm({ path, doing: 'read a model' }))));
    expect(answers.map(({ body }) => body)).toEqual(
      paths.map((path) => ({ url: `https://management.azure.com${path}` })),
    );
    expect([...answered.values()].every((times) => times === 1)).toBe(true);
    expect(most).toBe(16);
    // 750 requests beyond the bucket need 30 s; the holds may add a part of that, not a multiple.
    expect(clock.now()).toBeGreaterThan(29_000);
    expect(clock.now()).toBeLessThan(120_000);
  });
});

/** ARM's limit: takes a token if there is one. */
function tokenBucket(time: VirtualClock, size: number, perSecond: number): () => boolean {
  let tokens = size;
  let filled = 0;
  return () => {
    tokens = Math.min(size, tokens + ((time.now() - filled) / 1000) * perSecond);
    filled = time.now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

describe('a request that must not take effect twice', () => {
  const FOUND = { status: 200, headers: {}, body: 'found' };
  const POST = { ...READ, method: 'POST' } as const;

  it.each([
    ['a broken connection', broken()],
    ['a request whose time was up', timedOut()],
    ['a fault of the server', { status: 502 }],
  ])('is looked for after %s, before it is sent again', async (_what, lost) => {
    const seen = script(lost, { status: 200, body: { is: 'sent' } });
    expect(await clock.run(arm({ ...POST, lookFor: () => Promise.resolve(FOUND) }))).toBe(FOUND);
    expect(seen).toHaveLength(1);
  });

  it('is sent again when it is not found, and looked for each time', async () => {
    const seen = script(broken(), broken(), { status: 200, body: { is: 'sent' } });
    let looks = 0;
    const lookFor = (): Promise<undefined> => ((looks += 1), Promise.resolve(undefined));
    expect(await clock.run(arm({ ...POST, lookFor }))).toMatchObject({ body: { is: 'sent' } });
    expect([seen.length, looks]).toEqual([3, 2]);
  });

  it('is not looked for when Azure has not taken it', async () => {
    const seen = script({ status: 429 }, { status: 200, body: { is: 'sent' } });
    const lookFor = (): Promise<never> => Promise.reject(new Error('not expected'));
    expect(await clock.run(arm({ ...POST, lookFor }))).toMatchObject({ body: { is: 'sent' } });
    expect(seen).toHaveLength(2);
  });
});
