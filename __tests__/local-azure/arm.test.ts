import { describe, expect, it } from '@jest/globals';
import { createArm } from '../../local-azure/arm/front.ts';
import { record } from '../../local-azure/http.ts';
import { makeJwt } from '../../local-azure/jwt.ts';
import type { Provider, WireAnswer } from '../../local-azure/types.ts';
import { createWorld } from '../../local-azure/world.ts';
import type { World } from '../../local-azure/world.ts';

const SUBSCRIPTION = '/subscriptions/22222222-2222-4222-8222-222222222222';
const GROUP = `${SUBSCRIPTION}/resourceGroups/ml-prod`;
const THINGS = `${GROUP}/providers/Contoso.Things/things/a`;

const things: Provider = {
  namespace: 'Contoso.Things',
  handle: (request) =>
    Promise.resolve(request.url.pathname.includes('odd') ? undefined : { status: 200, body: {} }),
};

interface Bench {
  readonly world: World;
  /** Milliseconds that pass. */
  wait(ms: number): void;
  readonly send: (path: string, options?: { method?: string; token?: string | null }) => Promise<WireAnswer>;
}

function open(throttle = false): Bench {
  const world = createWorld();
  let now = 0;
  const arm = createArm({ world, providers: [things], throttle, now: () => now });
  const claims = { aud: 'https://management.azure.com', iss: 'x', nbf: 0, exp: Date.now() / 1000 + 60 };
  const good = makeJwt(claims, world.tokenSecret);
  return {
    world,
    wait: (ms) => (now += ms),
    send: (path, { method = 'GET', token = good } = {}) =>
      arm({
        method,
        url: new URL(`https://management.azure.com${path}`),
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
        body: Buffer.alloc(0),
      }),
  };
}

function errorOf(answer: WireAnswer): [number, unknown, unknown] {
  const error = record(record(answer.body)['error']);
  return [answer.status, error['code'], error['message']];
}

describe('Resource Manager before any provider is asked', () => {
  const v = '?api-version=2021-04-01';

  it.each([
    [
      GROUP,
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    ],
    [
      `${SUBSCRIPTION.replace('2222', '9999')}${v}`,
      404,
      'SubscriptionNotFound',
      "The subscription '99992222-2222-4222-8222-222222222222' could not be found.",
    ],
    [
      `/subscriptions/mine${v}`,
      400,
      'InvalidSubscriptionId',
      "The provided subscription identifier 'mine' is malformed or invalid.",
    ],
    [
      `${SUBSCRIPTION}/resourcegroups/nope${v}`,
      404,
      'ResourceGroupNotFound',
      "Resource group 'nope' could not be found.",
    ],
    [
      `${GROUP}/providers/Contoso.Other/x/y${v}`,
      404,
      'InvalidResourceNamespace',
      "The resource namespace 'Contoso.Other' is invalid.",
    ],
    [
      `${GROUP}/providers/contoso.things/odd/y${v}`,
      404,
      'InvalidResourceType',
      "The resource type 'odd' could not be found in the namespace 'Contoso.Things' for api version '2021-04-01'.",
    ],
  ])('%s gets %i %s', async (path, status, code, message) => {
    expect(errorOf(await open().send(path))).toEqual([status, code, message]);
  });

  it.each(['/SUBSCRIPTIONS/22222222-2222-4222-8222-222222222222/ResourceGroups/ML-PROD', GROUP])(
    'compares %s without case',
    async (path) => {
      expect(await open().send(`${path}${v}`)).toMatchObject({ status: 200, body: { name: 'ml-prod' } });
    },
  );

  it.each([
    [null, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."],
    ['a.b.c', 'InvalidAuthenticationToken', 'The access token is invalid.'],
  ])('answers 401 to the token %s', async (token, code, message) => {
    const answer = await open().send(`${GROUP}${v}`, { token });
    expect(errorOf(answer)).toEqual([401, code, message]);
    expect(answer.headers?.['www-authenticate']).toMatch(
      /^Bearer authorization_uri="https:\/\/login\.microsoftonline\.com\//,
    );
  });

  it.each([
    [{ exp: 1 }, 'ExpiredAuthenticationToken', 'The access token expiry UTC time'],
    [
      { aud: 'https://storage.azure.com' },
      'InvalidAuthenticationTokenAudience',
      "wrong audience or resource 'https://storage.azure.com'",
    ],
  ])('answers 401 to a token with %j', async (changes, code, message) => {
    const bench = open();
    const claims = { aud: 'https://management.azure.com', iss: 'x', exp: 9e9, ...changes };
    const answer = await bench.send(`${GROUP}${v}`, { token: makeJwt(claims, bench.world.tokenSecret) });
    expect(errorOf(answer)).toEqual([401, code, expect.stringContaining(message)]);
  });

  it('refuses a token of another local Azure', async () => {
    const token = makeJwt(
      { aud: 'https://management.azure.com', iss: 'x', exp: 9e9 },
      open().world.tokenSecret,
    );
    expect(errorOf(await open().send(`${GROUP}${v}`, { token }))[1]).toBe('InvalidAuthenticationToken');
  });

  it.each([
    ['GET', THINGS, 'contoso.things/things/read'],
    ['PUT', THINGS, 'Contoso.Things/things/write'],
    ['DELETE', THINGS, 'Contoso.Things/things/delete'],
    ['POST', `${THINGS}/listSecrets`, 'Contoso.Things/things/listSecrets/action'],
    ['GET', GROUP, 'Microsoft.Resources/subscriptions/resourceGroups/read'],
  ])('%s %s needs the right %s', async (method, path, action) => {
    const { world, send } = open();
    expect((await send(`${path}${v}`, { method })).status).toBe(200);
    world.denied.add(action);
    const [status, code, message] = errorOf(await send(`${path}${v}`, { method }));
    expect([status, code]).toEqual([403, 'AuthorizationFailed']);
    expect(message).toMatch(
      new RegExp(
        `^The client '3+-.*' with object id '4+-.*' does not have authorization to perform action '${action}' over scope`,
        'i',
      ),
    );
  });

  it('finds resources by type, as the Azure CLI does', async () => {
    const { send } = open();
    const filter = encodeURIComponent("resourceType eq 'microsoft.containerregistry/registries'");
    const registries = await send(`${SUBSCRIPTION}/resources${v}&$filter=${filter}`);
    expect(registries.body).toEqual({
      value: [expect.objectContaining({ name: 'mlregistry', location: 'westeurope' })],
    });
    expect(errorOf(await send(`${GROUP}/resources${v}&$filter=nonsense`))[1]).toBe(
      'InvalidFilterInQueryString',
    );
  });

  it('puts the ids of the request on every answer', async () => {
    const { headers = {} } = await open().send(`${GROUP}${v}`);
    for (const name of ['x-ms-request-id', 'x-ms-correlation-request-id'])
      expect(headers[name]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("Resource Manager's token buckets", () => {
  const path = `${GROUP}?api-version=2021-04-01`;

  async function drain(bench: Bench): Promise<void> {
    for (let at = 0; at < 250; at += 1) expect((await bench.send(path)).status).toBe(200);
  }

  it('let 250 reads through, then answer 429 with Retry-After', async () => {
    const bench = open(true);
    await drain(bench);
    const answer = await bench.send(path);
    expect(errorOf(answer)).toEqual([
      429,
      'SubscriptionRequestsThrottled',
      expect.stringContaining("Number of 'read' requests"),
    ]);
    expect(answer.headers).toMatchObject({
      'retry-after': '1',
      'x-ms-ratelimit-remaining-subscription-reads': '0',
    });
  });

  it('refill with 25 reads a second', async () => {
    const bench = open(true);
    await drain(bench);
    bench.wait(1000);
    const statuses = [];
    for (let at = 0; at < 26; at += 1) statuses.push((await bench.send(path)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(25);
    expect(statuses.at(-1)).toBe(429);
  });

  it('start the wait anew for a request that comes too early', async () => {
    const bench = open(true);
    await drain(bench);
    await bench.send(path);
    bench.wait(900);
    expect((await bench.send(path)).status).toBe(429);
    bench.wait(900);
    expect((await bench.send(path)).status).toBe(429);
    bench.wait(1000);
    expect((await bench.send(path)).status).toBe(200);
  });

  it('count writes apart from reads', async () => {
    const bench = open(true);
    await drain(bench);
    expect((await bench.send(`${THINGS}?api-version=1`, { method: 'PUT' })).status).toBe(200);
  });

  it('are off by default', async () => {
    const bench = open();
    await drain(bench);
    expect((await bench.send(path)).status).toBe(200);
  });
});
