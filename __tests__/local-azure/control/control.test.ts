import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { BuildFault, CallFault } from '../../../local-azure/control/fault.ts';
import type { RegisteredModel } from '../../../local-azure/models.ts';
import { shapeViolations } from '../../../local-azure/shapes/violations.ts';
import { startLocalAzure } from '../../../local-azure/start.ts';
import type { LocalAzure } from '../../../local-azure/start.ts';
import type { LocalAzureInfo } from '../../../local-azure/types.ts';
import { runClient, START_TIMEOUT_MS } from '../support.ts';

const TEXT = 'the weights of a model';
let azure: LocalAzure;
let model: RegisteredModel;

beforeAll(async () => {
  azure = await startLocalAzure({ control: true, timeScale: 10 });
  model = await azure.registerModel({ name: 'iris', version: '1', files: { 'iris.json': TEXT } });
}, START_TIMEOUT_MS);
afterEach(() => azure.faults.clear());
afterAll(async () => {
  const { exchanges } = azure;
  await azure.stop();
  expect(shapeViolations(exchanges)).toEqual([]);
}, START_TIMEOUT_MS);

async function control(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${azure.info.controlUrl ?? ''}/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

async function client(extra: object): Promise<unknown> {
  return ((await runClient(azure.info, 'faults', extra)) as { ended: unknown }).ended;
}

describe('the control interface', () => {
  it('switches faults on, counts them, and switches them off', async () => {
    const fault = { kind: 'call', operation: 'ResourceGroups.Get', status: 500, nth: 1 };
    const added = await control('POST', 'faults', fault);
    expect(added).toMatchObject({ status: 201, body: { fault, seen: 0, struck: 0 } });
    expect(await client({})).toMatchObject({ status: 500, body: { error: { code: 'InternalServerError' } } });
    expect(await client({})).toMatchObject({ status: 200 });
    const listed = await control('GET', 'faults');
    expect(listed.body).toEqual([{ ...(added.body as object), seen: 2, struck: 1 }]);
    const { id } = added.body as { id: string };
    expect((await control('DELETE', `faults/${id}`)).status).toBe(204);
    expect((await control('DELETE', `faults/${id}`)).status).toBe(404);
    await control('POST', 'faults', fault);
    expect((await control('DELETE', 'faults')).status).toBe(204);
    expect(azure.faults.list()).toEqual([]);
  }, 20_000);

  it.each([
    ['POST', 'faults', { kind: 'call', operation: 'Nonsense' }, 400, /operation/],
    ['POST', 'faults', 'text', 400, /expected/],
    ['POST', 'kill', {}, 400, /group/],
    ['POST', 'kill', { group: 'absent' }, 404, /No such container/],
    ['GET', 'nonsense', undefined, 404, /GET nonsense/],
  ])('answers %s %s %j with %i', async (method, path, body, status, text) => {
    const answer = await control(method, path, body);
    expect(answer.status).toBe(status);
    expect((answer.body as { message: string }).message).toMatch(text);
  });

  it('has a path that is not guessed', async () => {
    const url = new URL(azure.info.controlUrl ?? '');
    expect([url.hostname, url.pathname]).toEqual([
      '127.0.0.1',
      expect.stringMatching(/^\/control-[0-9a-f]{32}$/),
    ]);
    expect((await fetch(`${url.origin}/control/faults`)).status).toBe(404);
  });

  it(
    'is there only when it is asked for',
    async () => {
      const main = resolve(import.meta.dirname, '../../../local-azure/main.ts');
      const infos = await Promise.all([[], ['--control']].map((args) => printed(main, args)));
      expect(infos.map(({ controlUrl }) => controlUrl !== undefined)).toEqual([false, true]);
    },
    START_TIMEOUT_MS,
  );
});

/** What the command prints; then it is ended. */
function printed(main: string, args: readonly string[]): Promise<LocalAzureInfo> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args]);
  return new Promise((done, reject) => {
    let info: LocalAzureInfo | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      info = JSON.parse(chunk.toString()) as LocalAzureInfo;
      child.kill('SIGTERM');
    });
    child.once('close', () => (info ? done(info) : reject(new Error('It printed nothing.'))));
  });
}

describe('a quick build', () => {
  it.each<[Omit<BuildFault, 'kind'>, string, unknown, RegExp]>([
    [
      { outcome: 'failed' },
      'Failed',
      'failed during run, err: exit status 1',
      /^RUN pip install\n\nRun ID: \w+ failed after \d+s\. Error: failed during run, err: exit status 1\n$/,
    ],
    [{ outcome: 'error', message: 'no agent' }, 'Error', 'no agent', /Error: no agent\n$/],
    [{ outcome: 'canceled' }, 'Canceled', undefined, /^RUN pip install\n$/],
    [{ outcome: 'timeout' }, 'Timeout', undefined, /^RUN pip install\n$/],
  ])(
    'ends: %j',
    async (fault, state, why, log) => {
      azure.faults.add({ kind: 'build', afterSeconds: 5, log: ['RUN pip install'], ...fault });
      const ended = (await client({ mode: 'build' })) as { states: string[]; why: unknown; log: string };
      expect(ended.states.filter((one) => one !== 'Queued')).toEqual(['Running', state]);
      expect(ended.why).toBe(why);
      expect(ended.log).toMatch(log);
    },
    20_000,
  );

  it.each([
    ['queued', 'Queued', ['Queued', 'Canceled']],
    ['running', 'Running', ['Running', 'Canceled']],
  ] as const)(
    'stays %s until it is cancelled',
    async (outcome, cancelAt, states) => {
      azure.faults.add({ kind: 'build', outcome });
      const ended = (await client({ mode: 'build', cancelAt })) as { states: string[] };
      expect(ended.states.slice(-2)).toEqual(states);
    },
    20_000,
  );
});

it('a quick build that hangs does not keep the local Azure from ending', async () => {
  azure.faults.add({ kind: 'build', outcome: 'running' });
  // What is left behind here ends with the file's local Azure, or the tests time out.
  expect(await client({ mode: 'build', cancelAt: 'never' })).toEqual({ states: ['Queued'] });
}, 20_000);

describe("a model's file", () => {
  it.each<[string, Partial<CallFault>, RegExp]>([
    ['as it is', { operation: 'Blob.List', status: 500 }, /^the weights of a model$/],
    ['absent', { status: 404 }, /^404 BlobNotFound /],
    ['forbidden', { status: 403 }, /^403 AuthorizationFailure /],
    ['busy', { status: 503 }, /^503 ServerBusy /],
    ['forbidden for a reason', { status: 403, code: 'AuthenticationFailed' }, /^403 AuthenticationFailed /],
    ['too short', { keepBytes: 5 }, /^the w$/],
    ['cut off in the middle', { connection: 'cut' }, /^undefined (ECONNRESET|undefined) /],
    ['reset', { connection: 'reset' }, /^undefined (ECONNRESET|REQUEST_SEND_ERROR) /],
    ['another one', { status: 404, name: '*/no-such' }, /^the weights of a model$/],
  ])(
    'is %s',
    async (_what, fault, expected) => {
      azure.faults.add({ kind: 'call', operation: 'Blob.Get', ...fault });
      const [container, path] = [model.container, model.path];
      expect(await client({ mode: 'download', container, path })).toMatch(expected);
    },
    20_000,
  );
});

describe('an access token', () => {
  it('lives for seconds, which pass as fast as the client', async () => {
    azure.faults.add({ kind: 'token', lifetimeSeconds: 8 });
    expect(await client({ mode: 'token', waitMs: 900 })).toEqual([200, 401, 'ExpiredAuthenticationToken']);
  }, 20_000);

  it('lives on without the fault', async () => {
    expect(await client({ mode: 'token', waitMs: 0 })).toEqual([200, 200, null]);
  }, 20_000);
});

describe('a connection through the proxy', () => {
  it.each([
    ['reset', 'ECONNRESET'],
    ['reset-after', 'ECONNRESET'],
    ['cut', 'PARSE_ERROR'],
  ] as const)(
    'breaks: %s, which the SDK calls %s',
    async (connection, code) => {
      azure.faults.add({ kind: 'call', operation: 'ResourceGroups.Get', connection });
      expect(await client({})).toBe(code);
    },
    20_000,
  );
});
