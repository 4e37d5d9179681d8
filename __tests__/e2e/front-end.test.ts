import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { Call, CallAnswer } from './support/call.ts';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();

const SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~+/=-';
const SIXTEEN = 'Sixteen.~+/=-Key';
const FORTY_FOUR = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
const LONGEST = SAFE.repeat(4).slice(0, 256);
const MB = 1024 * 1024;
/** Tells how much it got, or takes its time. */
const SCORE = [
  'import json',
  'import time',
  '',
  '',
  'def init():',
  '    pass',
  '',
  '',
  'def run(data):',
  '    if len(data) < 100:',
  '        time.sleep(json.loads(data).get("sleep", 0))',
  '    return {"length": len(data)}',
  '',
].join('\n');

let service: ActionRunResult;
const revision = (): unknown => bench.group(groupName(service))?.body.tags?.['revision'];

async function deployed(name: string, inputs: Readonly<Record<string, string>>): Promise<ActionRunResult> {
  const repository = await irisRepository({
    'score.py': SCORE,
    'deploymentconfig.json': { computeType: 'ACI' },
    'smoke-test.json': { requests: [{ body: {}, expect: { body: { length: 2 } } }] },
  });
  const run = await bench.deploy(repository, { with: { name, 'scoring-timeout': '1s', ...inputs } });
  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
  return run;
}

function groupName({ outputs }: ActionRunResult): string {
  return outputs['container-group']?.split('/').at(-1) ?? '';
}

const call = (given: Partial<Call>): Promise<CallAnswer> => bench.call(service.outputs['scoring-uri'], given);

beforeAll(async () => {
  service = await deployed('keys', { 'primary-key': FORTY_FOUR, 'secondary-key': LONGEST });
}, 180_000);

describe('without a key', () => {
  it.each(['GET', 'HEAD'])('%s / is open, for probes', async (method) => {
    const answer = await call({ method, path: '/' });
    expect(answer.status).toBe(200);
    expect(answer.headers['x-aci-model-deploy-revision']).toBe(revision());
  });

  it.each([
    ['POST', '/'],
    ['PUT', '/'],
    ['OPTIONS', '/'],
    ['GET', '//'],
    ['GET', '/?'],
    ['GET', '/.'],
    ['GET', '/score/..'],
    ['GET', '/%73core/%2e%2e'],
    ['GET', '/score'],
    ['POST', '/score'],
    ['POST', '//score'],
    ['POST', '/%73core'],
    ['OPTIONS', '/score'],
    ['GET', '/swagger.json'],
  ])('%s %s gets 401 in JSON', async (method, path) => {
    expectRefused(await call({ method, path, ...(method === 'POST' && { body: '{}' }) }));
  });
});

it('the address of an error of the front end is not served', async () => {
  expectOwnError(
    await call({ path: '/aci-model-deploy/error/401' }),
    404,
    'There is nothing at this address.',
  );
});

it.each([
  ['the primary key in lower case', FORTY_FOUR.toLowerCase()],
  ['the beginning of a key', FORTY_FOUR.slice(0, -1)],
  ['a key and more', `${FORTY_FOUR}x`],
  ['a pattern', '.{44}'],
  ['nothing', ''],
])('%s is no key', async (_what, key) => {
  expectRefused(await call({ method: 'POST', path: '/score', key, body: '{}' }));
});

it.each([
  ['bearer', `bearer ${FORTY_FOUR}`],
  ['Basic', `Basic ${FORTY_FOUR}`],
  ['two spaces', `Bearer  ${FORTY_FOUR}`],
])('the scheme has to be exactly Bearer: %s', async (_what, authorization) => {
  expectRefused(await call({ method: 'POST', path: '/score', headers: { authorization }, body: '{}' }));
});

it.each([
  ['primary', FORTY_FOUR],
  ['secondary, of 256 characters with every safe one,', LONGEST],
])('the %s key scores', async (_what, key) => {
  const answer = await call({ method: 'POST', path: '/score', key, body: '{"a": 1}' });
  expect([answer.status, answer.body]).toEqual([200, '{"length": 8}']);
  expect(answer.headers['x-aci-model-deploy-revision']).toBe(revision());
  expect((await call({ path: '/swagger.json', key })).status).toBe(200);
});

it('a key of 16 characters scores; there is no other', async () => {
  const run = await deployed('short', { 'primary-key': SIXTEEN });
  const status = async (key: string): Promise<number> =>
    (await bench.call(run.outputs['scoring-uri'], { method: 'POST', key, body: '{}' })).status;
  expect([await status(SIXTEEN), await status(FORTY_FOUR)]).toEqual([200, 401]);
  expectNoSecret(run, [SIXTEEN]);
});

it('no key appears in what the run tells, nor in what Azure tells of the group', () => {
  expectNoSecret(service, [FORTY_FOUR, LONGEST]);
  const told = bench.azure.exchanges.filter(({ url }) => url.includes('/containerGroups/'));
  for (const secret of [FORTY_FOUR, LONGEST]) {
    const base64 = Buffer.from(secret).toString('base64').slice(4, -4);
    const bodies = JSON.stringify(told.map(({ body }) => body));
    expect([bodies.includes(secret), bodies.includes(base64)]).toEqual([false, false]);
  }
});

it('no keys: everybody may call, and the log warns of it', async () => {
  const run = await deployed('open', { 'primary-key': '' });
  const answer = await bench.call(run.outputs['scoring-uri'], { method: 'POST', body: '{}' });
  expect([answer.status, answer.body]).toEqual([200, '{"length": 2}']);
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ level: 'warning', message: expect.stringMatching(/everybody|anybody/i) }),
  );
  expect(run.summary).toContain('not needed: anybody can call the service');
});

describe('limits', () => {
  it('a body of 100 MB passes, one byte more gets 413 in JSON', async () => {
    const exact = await call({ method: 'POST', key: FORTY_FOUR, body: Buffer.alloc(100 * MB, ' ') });
    expect([exact.status, exact.body]).toEqual([200, `{"length": ${100 * MB}}`]);
    // Refused by its length alone: only the beginning is sent.
    const headers = { 'content-length': String(100 * MB + 1) };
    const tooLong = await call({ method: 'POST', key: FORTY_FOUR, headers, body: Buffer.alloc(1024, ' ') });
    expectOwnError(tooLong, 413, 'The request body is larger than 100 MB.');
  });

  it('a request longer than scoring-timeout gets 504 in JSON, and the next one is answered', async () => {
    const slow = await call({ method: 'POST', key: FORTY_FOUR, body: '{"sleep": 2}' });
    expectOwnError(slow, 504, 'The scoring container did not answer within 1 s (scoring-timeout).');
    const next = async (): Promise<number> =>
      (await call({ method: 'POST', key: FORTY_FOUR, body: '{}' })).status;
    const statuses = [await next(), await next(), await next()];
    expect(statuses.at(-1)).toBe(200);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('%s gets 405 in JSON', async (method) => {
    const answer = await call({ method, key: FORTY_FOUR });
    expectOwnError(answer, 405, 'The method is not allowed. Use GET, POST or OPTIONS.');
  });
});

function expectRefused(answer: CallAnswer): void {
  expectOwnError(answer, 401, 'The key is missing or wrong. Send the header Authorization: Bearer <key>.');
  expect(answer.headers['www-authenticate']).toBe('Bearer');
}

function expectOwnError(answer: CallAnswer, status: number, message: string): void {
  expect([answer.status, JSON.parse(answer.body)]).toEqual([status, { message }]);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.headers['x-aci-model-deploy-revision']).toBe(revision());
}
