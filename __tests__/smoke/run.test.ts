import { describe, expect, it, jest } from '@jest/globals';
import type { Clock } from '../../src/clock.ts';
import type { Auth } from '../../src/config/types.ts';
import type { HttpAnswer, HttpRequest } from '../../src/http.ts';
import { runSmokeTest } from '../../src/smoke/run.ts';
import type { SmokeOptions } from '../../src/smoke/run.ts';
import type { SmokeRequest, SmokeResult } from '../../src/smoke/types.ts';

const ENDPOINT = {
  scoringUri: 'http://iris.westeurope.azurecontainer.io/score',
  swaggerUri: 'http://iris.westeurope.azurecontainer.io/swagger.json',
  ipAddress: '20.1.2.3',
};
const KEYS: Auth = { enabled: true, primaryKey: 'primary-primary-1', secondaryKey: 'secondary-secondary' };
const REQUEST: SmokeRequest = {
  name: 'setosa',
  body: '{\n "data": [1]\n}',
  contentType: 'application/json',
  expect: { body: { species: 'setosa' } },
  place: { file: 'smoke-test.json', line: 2 },
};

interface Recorder {
  readonly sent: HttpRequest[];
  readonly slept: number[];
  readonly result: SmokeResult;
}

type Reply = Partial<HttpAnswer> | Error;

/** Runs the smoke test against a service that is a function; each call takes 25 ms. */
async function run(
  reply: (request: HttpRequest) => Reply,
  change: Partial<SmokeOptions> = {},
): Promise<Recorder> {
  const sent: HttpRequest[] = [];
  const slept: number[] = [];
  let now = 0;
  const clock: Clock = { now: () => now, sleep: (ms) => Promise.resolve(void slept.push(ms)) };
  const result = await runSmokeTest({
    endpoint: ENDPOINT,
    auth: { enabled: false },
    requests: [REQUEST],
    clock,
    timeoutMs: 65_000,
    healthPath: '/healthz',
    logTail: () => Promise.resolve('log line'),
    http: (request) => {
      sent.push(request);
      now += 25;
      const answer = reply(request);
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ status: 200, headers: {}, body: '', ...answer });
    },
    ...change,
  });
  return { sent, slept, result };
}

/** A front end with keys before a model that answers. */
function guarded(request: HttpRequest): Reply {
  const key = request.headers?.['authorization'];
  if (key !== 'Bearer primary-primary-1' && key !== 'Bearer secondary-secondary')
    return { status: 401, body: '{}' };
  return { body: '{"species": "setosa"}' };
}

function named(name: string, code?: string, message = 'broken'): Error {
  return Object.assign(new Error(message), { name, ...(code && { code }) });
}

describe('scoring', () => {
  it('sends each request as it is and measures it', async () => {
    const { sent, result } = await run(() => ({ body: '{"species": "setosa"}' }));
    expect(sent).toEqual([
      {
        url: ENDPOINT.scoringUri,
        method: 'POST',
        timeoutMs: 65_000,
        headers: { 'content-type': 'application/json' },
        body: REQUEST.body,
      },
    ]);
    expect(result).toEqual({
      scored: true,
      passed: true,
      requests: [
        {
          name: 'setosa',
          passed: true,
          status: 200,
          latencyMs: 25,
          differences: [],
          notes: [],
          place: REQUEST.place,
        },
      ],
      sample: { body: '{"data":[1]}', contentType: 'application/json' },
    });
  });

  it('goes on after a failure and reads the log at that moment', async () => {
    const order: string[] = [];
    const logTail = jest.fn(() => Promise.resolve(`log after ${order.length} calls`));
    const requests = [REQUEST, { ...REQUEST, name: 'second', expect: {} }];
    const { result } = await run(() => (order.push('call'), { body: '{"species": "virginica"}' }), {
      requests,
      logTail,
    });
    expect(result.requests.map(({ passed }) => passed)).toEqual([false, true]);
    expect(result).toMatchObject({ passed: false, logTail: 'log after 1 calls' });
    expect(result.requests[0]).toMatchObject({
      differences: ['$.species: expected "setosa", got "virginica"'],
      remedy: expect.stringContaining('If the new answer is right, change "expect"'),
    });
    expect(result.sample).toEqual({ body: '{"data":[1]}', contentType: 'application/json' });
  });

  it('keeps the last log with text, and does not need one', async () => {
    const logs = [Promise.resolve('first'), Promise.resolve(''), Promise.reject(new Error('no log'))];
    const { result } = await run(() => ({ status: 500 }), {
      requests: [REQUEST, REQUEST, REQUEST],
      logTail: () => logs.shift() ?? Promise.resolve(undefined),
    });
    expect(result.logTail).toBe('first');
  });

  it('keeps the log of that moment with the request that failed', async () => {
    const log = [
      'E azmlinfsrv - Encountered Exception: Traceback (most recent call last):',
      '  File "/var/azureml-app/score.py", line 6, in run',
      '    return {}["species"]',
      "KeyError: 'species'",
    ].join('\n');
    const { result } = await run(() => ({ status: 500 }), {
      requests: [REQUEST],
      logTail: () => Promise.resolve(log),
    });
    expect(result.requests[0]).toMatchObject({ log, fault: { runFailed: false, timedOut: false } });
  });

  it.each([
    [
      { status: 500, headers: { 'x-ms-run-function-failed': 'True' } },
      /^Read the traceback in the log below: run\(\)/,
    ],
    [{ status: 502 }, /ran out of memory \(raise memoryInGB/],
    [{ status: 504 }, /^Raise the input scoring-timeout/],
    [{ status: 404 }, /^Check the input scoring-path/],
    [{ status: 418 }, /^Read the log below, and compare/],
  ])('%j has a remedy', async (answer, remedy) => {
    const { result } = await run(() => answer);
    expect(result.requests[0]?.remedy).toMatch(remedy);
  });

  it('a right answer that is late is about time', async () => {
    const { result } = await run(() => ({ body: '1' }), {
      requests: [{ ...REQUEST, expect: { maxLatencyMs: 5 } }],
    });
    expect(result.requests[0]).toMatchObject({
      passed: false,
      remedy: expect.stringContaining('Raise max-latency-ms'),
    });
  });
});

describe('the network', () => {
  it('a broken connection is tried again, with a note', async () => {
    let calls = 0;
    const { result, slept } = await run(() =>
      (calls += 1) < 3 ? named('RestError', 'ECONNRESET') : { body: '{"species": "setosa"}' },
    );
    expect(slept).toEqual([1_000, 2_000]);
    expect(result).toMatchObject({
      passed: true,
      requests: [{ latencyMs: 25, notes: [expect.stringContaining('broke'), expect.any(String)] }],
    });
  });

  it('that stays broken is a failure without an answer', async () => {
    const { result, sent } = await run(() =>
      named('RestError', 'ECONNREFUSED', 'connect ECONNREFUSED 20.1.2.3:80'),
    );
    expect(sent).toHaveLength(3);
    expect(result.requests[0]).toMatchObject({
      passed: false,
      status: 0,
      differences: ['no answer: connect ECONNREFUSED 20.1.2.3:80'],
      remedy: expect.stringContaining('firewall or proxy'),
    });
  });

  it('a time-out is not tried again', async () => {
    const { result, sent } = await run(() => named('AbortError'));
    expect(sent).toHaveLength(1);
    expect(result.requests[0]).toMatchObject({
      differences: ['no answer within 65 s'],
      remedy: expect.stringContaining('scoring-timeout'),
    });
  });

  it('asks by address while the name does not resolve', async () => {
    const { sent, result } = await run((request) =>
      request.url.includes('azurecontainer')
        ? named('RestError', 'ENOTFOUND')
        : { body: '{"species": "setosa"}' },
    );
    expect(sent[1]).toMatchObject({
      url: 'http://20.1.2.3/score',
      headers: { host: 'iris.westeurope.azurecontainer.io' },
    });
    expect(result).toMatchObject({
      passed: true,
      requests: [{ notes: [expect.stringContaining('by its address')] }],
    });
  });
});

describe('keys', () => {
  it('calls without the key, with it, and with the second one', async () => {
    const { sent, result } = await run(guarded, { auth: KEYS });
    expect(
      sent.map(
        ({ method, url, headers }) =>
          `${method ?? ''} ${new URL(url).pathname} ${headers?.['authorization'] ?? '-'}`,
      ),
    ).toEqual([
      'POST /score -',
      'POST /score Bearer primary-primary-1',
      'GET /swagger.json Bearer secondary-secondary',
    ]);
    expect(result.passed).toBe(true);
    expect(result.requests.map(({ probe }) => probe ?? false)).toEqual([true, false, true]);
  });

  it.each([200, 403, 500])('a service that answers %d without the key has failed', async (status) => {
    const { result } = await run(
      (request) => (request.headers?.['authorization'] ? guarded(request) : { status }),
      { auth: KEYS },
    );
    expect(result).toMatchObject({ passed: false });
    expect(result.requests[0]).toMatchObject({
      name: 'a call without the key is refused',
      differences: [`status: expected 401, got ${status}`],
      remedy: expect.stringContaining('Do not use this endpoint'),
    });
  });

  it('a second key that is refused has failed', async () => {
    const { result } = await run(
      (request) => {
        return request.headers?.['authorization']?.includes('secondary') ? { status: 401 } : guarded(request);
      },
      { auth: KEYS },
    );
    expect(result.requests.at(-1)).toMatchObject({
      passed: false,
      differences: ['status: got 401 with the secondary key'],
      remedy: expect.stringContaining('secondary-key'),
    });
  });

  it('an image without a Swagger page takes the key nevertheless', async () => {
    const { result } = await run(
      (request) => (request.method === 'GET' ? { status: 404 } : guarded(request)),
      { auth: KEYS },
    );
    expect(result.passed).toBe(true);
  });

  it('no key appears in the result', async () => {
    const { result } = await run(() => ({ status: 500 }), { auth: KEYS });
    expect(JSON.stringify(result)).not.toMatch(/primary-primary|secondary-secondary/);
  });
});

describe('without requests', () => {
  it('calls the health path and scores nothing', async () => {
    const { sent, result } = await run(() => ({ body: 'Healthy' }), { requests: [] });
    expect(sent.map(({ method, url }) => `${method ?? ''} ${url}`)).toEqual([
      'GET http://iris.westeurope.azurecontainer.io/healthz',
    ]);
    expect(result).toMatchObject({
      scored: false,
      passed: true,
      requests: [{ name: 'GET /healthz', probe: true, status: 200 }],
    });
    expect(result.sample).toBeUndefined();
  });

  it('checks both keys', async () => {
    const { result } = await run(
      (request) => (request.url.endsWith('/healthz') ? { body: 'ok' } : guarded(request)),
      { requests: [], auth: KEYS },
    );
    expect(result.requests.map(({ name, passed }) => `${name}: ${passed}`)).toEqual([
      'a call without the key is refused: true',
      'GET /healthz: true',
      'the primary key is taken: true',
      'the secondary key is taken: true',
    ]);
  });

  it('fails when the service does not answer 200', async () => {
    const { result } = await run(() => ({ status: 503, body: 'down' }), { requests: [] });
    expect(result).toMatchObject({
      passed: false,
      requests: [{ differences: ['status: expected 200, got 503', 'answer: down'] }],
    });
  });
});
