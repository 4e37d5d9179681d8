import { describe, expect, it } from '@jest/globals';
import type { Http, HttpRequest } from '../../src/http.ts';
import type { LiveScorer } from '../../src/predictions/run.ts';
import { askBoth } from '../../src/predictions/run.ts';
import type { ComparedRequest, NotCompared } from '../../src/predictions/types.ts';
import { REVISION_HEADER } from '../../src/service/plan/front-end-config.ts';
import type { Endpoint } from '../../src/service/types.ts';
import { FakeClock } from '../service/fake-clock.ts';

const KEY = 'the-key-of-the-live-service';
const OTHER_KEY = 'another-key-that-is-older';

function endpoint(host: string): Endpoint {
  return {
    scoringUri: `http://${host}/score`,
    swaggerUri: `http://${host}/swagger.json`,
    ipAddress: '10.0.0.1',
  };
}

interface Play {
  readonly status?: number;
  readonly body?: string;
  readonly revision?: string;
  readonly error?: Error;
}

/** Two services that answer as `play` says; everything that arrives is noted, and how many calls are under way. */
async function ask(
  play: (request: HttpRequest, count: number) => Play = () => ({}),
  live: Partial<LiveScorer> = {},
  bodies: readonly string[] = ['1', '2'],
): Promise<{ result: readonly ComparedRequest[] | NotCompared; calls: readonly string[]; most: number }> {
  const clock = new FakeClock();
  const calls: string[] = [];
  let underWay = 0;
  let most = 0;
  const http: Http = async (request) => {
    const { host, pathname } = new URL(request.url);
    const key = request.headers?.['authorization'];
    calls.push(`${request.method ?? ''} ${host}${pathname}${key === undefined ? '' : ` ${key}`}`);
    underWay += 1;
    most = Math.max(most, underWay);
    await clock.sleep(host === 'live' ? 20 : 30);
    underWay -= 1;
    const { status = 200, body = '[1]', revision = 'r1', error } = play(request, calls.length);
    if (error) throw error;
    return { status, body, headers: { [REVISION_HEADER]: host === 'live' ? revision : 'r2' } };
  };
  const result = await clock.run(
    askBoth({
      live: { endpoint: endpoint('live'), revision: 'r1', healthPath: '/', keys: [], ...live },
      next: { endpoint: endpoint('next'), key: 'next-key' },
      requests: bodies.map((body) => ({ name: body, body, contentType: 'text/plain', expect: {} })),
      tolerance: 1e-6,
      http,
      clock,
      timeoutMs: 5_000,
    }),
  );
  return { result, calls, most };
}

function timeout(): Error {
  return Object.assign(new Error('aborted'), { name: 'AbortError' });
}

describe('the requests', () => {
  it('go to the live service and then to the other, one at a time', async () => {
    const { result, calls, most } = await ask();
    expect(calls).toEqual([
      'GET live/',
      'POST live/score',
      'POST next/score Bearer next-key',
      'POST live/score',
      'POST next/score Bearer next-key',
    ]);
    expect(most).toBe(1);
    expect(result).toEqual(['1', '2'].map((name) => ({ name, latencyMs: { before: 20, after: 30 } })));
  });

  it('are compared', async () => {
    const { result } = await ask(({ url, body }) => ({
      body: url.includes('next') && body === '2' ? '[2]' : '[1]',
    }));
    expect(result).toMatchObject([
      { name: '1' },
      { name: '2', change: { path: '$[0]', before: '1', after: '2' } },
    ]);
  });

  it('go on when one of them takes too long', async () => {
    const { result } = await ask(({ url, body }) =>
      url.includes('live/score') && body === '1' ? { error: timeout() } : {},
    );
    expect(result).toMatchObject([
      { change: { path: 'status', before: 'no answer', after: '200: [1]' } },
      { name: '2' },
    ]);
  });
});

describe('the key of the live service', () => {
  const keys = [KEY, OTHER_KEY];

  it('is the first that it takes', async () => {
    const { calls } = await ask(undefined, { keys }, ['1']);
    expect(calls.slice(0, 3)).toEqual([
      'GET live/',
      `GET live/swagger.json Bearer ${KEY}`,
      `POST live/score Bearer ${KEY}`,
    ]);
  });

  it('may be the second while keys are changed', async () => {
    const { calls, result } = await ask(
      ({ headers }) => ({ status: headers?.['authorization'] === `Bearer ${KEY}` ? 401 : 200 }),
      { keys },
      ['1'],
    );
    expect(calls[3]).toBe(`POST live/score Bearer ${OTHER_KEY}`);
    expect(result).toHaveLength(1);
  });

  it('is not known when it takes none', async () => {
    const { calls, result } = await ask(({ url }) => ({ status: url.endsWith('.json') ? 401 : 200 }), {
      keys,
    });
    expect(result).toMatchObject({ why: 'the live service refused the keys of this run' });
    expect(calls).toHaveLength(3);
  });

  it('is taken by an image that has no Swagger page', async () => {
    const { result } = await ask(({ url }) => ({ status: url.endsWith('.json') ? 404 : 200 }), { keys }, [
      '1',
    ]);
    expect(result).toHaveLength(1);
  });
});

describe('nothing is compared', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

  it.each<[string, (request: HttpRequest, count: number) => Play, RegExp]>([
    [
      'when the live service cannot be reached',
      () => ({ error: refused }),
      /cannot be reached: no answer: connect ECONNREFUSED/,
    ],
    ['when it is not healthy', () => ({ status: 502 }), /is not healthy: 502 for GET \//],
    [
      'when it takes too long to say how it is',
      () => ({ error: timeout() }),
      /is not healthy: no answer for GET \//,
    ],
    ['when another revision answers', () => ({ revision: 'r0' }), /what answers is not revision r1/],
    [
      'when it is deployed anew meanwhile',
      (_request, count) => ({ revision: count > 3 ? 'r3' : 'r1' }),
      /not revision r1/,
    ],
    [
      'when it goes away meanwhile',
      ({ url }, count) => (count > 3 && url.includes('live') ? { error: refused } : {}),
      /cannot be reached/,
    ],
  ])('%s', async (_name, play, why) => {
    const { result } = await ask(play);
    expect(result).toMatchObject({ why: expect.stringMatching(why) });
  });
});
