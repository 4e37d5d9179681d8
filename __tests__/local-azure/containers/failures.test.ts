import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  eventually,
  groupBody,
  GROUPS_PATH,
  http,
  NGINX,
  openBench,
  SCORE,
  SERVICE,
  type Bench,
  type Json,
  text,
} from '../fixture.ts';

let bench: Bench;
const path = `${GROUPS_PATH}/iris`;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

interface View {
  readonly restartCount: number;
  readonly currentState: {
    readonly state: string;
    readonly exitCode?: number;
    readonly detailStatus: string;
  };
  readonly previousState?: {
    readonly state: string;
    readonly exitCode?: number;
    readonly detailStatus: string;
  };
  readonly events: readonly {
    readonly name: string;
    readonly count: number;
    readonly message: string;
    readonly type: string;
  }[];
}

type Options = Partial<Parameters<typeof groupBody>[0]>;

async function deploy(files: Readonly<Record<string, string>>, options: Options = {}): Promise<void> {
  const { image } = await bench.build(files);
  const answer = await bench.arm('PUT', path, groupBody({ image, ...options }));
  expect(answer.status).toBe(201);
}

async function group(): Promise<Json> {
  return (await bench.arm('GET', path)).json['properties'] ?? {};
}

async function view(index = 0): Promise<View | undefined> {
  return (await group())['containers']?.[String(index)]?.['properties']?.['instanceView'] as View | undefined;
}

const seen = (index: number, check: (view: View) => boolean): Promise<View | undefined> =>
  eventually(
    () => view(index),
    (found) => found !== undefined && check(found),
  );
const event = (found: View | undefined, name: string): View['events'][number] | undefined =>
  found?.events.find((one) => one.name === name);
const log = async (name: string): Promise<string> =>
  text((await bench.arm('GET', `${path}/containers/${name}/logs`)).json['content']);
const endpoint = (): { host: string; port: number } | undefined => {
  const running = bench.provider.groups()[0];
  return running && bench.provider.locate(running.runtime.address ?? '', 80);
};

describe('a container that crashes', () => {
  it('restarts with back-off, and keeps the group from ever being Failed', async () => {
    await deploy({
      ...SERVICE,
      'app/score.py': 'def init():\n    raise ValueError("no weights")\n\ndef run(data):\n    return 1\n',
    });
    const looping = await seen(
      0,
      ({ currentState, restartCount }) => currentState.state === 'Waiting' && restartCount >= 1,
    );
    expect(looping?.currentState).toEqual({
      state: 'Waiting',
      detailStatus: 'CrashLoopBackOff: Back-off restarting failed',
    });
    expect(looping?.previousState).toMatchObject({ state: 'Terminated', exitCode: 3, detailStatus: 'Error' });
    expect(event(looping, 'BackOff')).toMatchObject({
      type: 'Normal',
      message: 'Back-off restarting failed container',
    });
    expect(event(looping, 'Started')?.count).toBeGreaterThan(1);
    const text = await log('scoring');
    expect(text).toContain("azmlinfsrv - User's init function failed");
    expect(text).toContain('File "/var/azureml-app/score.py", line 2, in init');
    expect(text).toContain('ValueError: no weights');
    expect(text).toContain('weights.json');
    expect(text).not.toContain(bench.directory);
    expect((await group())['instanceView']?.['state']).not.toBe('Failed');
    await eventually(
      () => view(0),
      (found) => (found?.restartCount ?? 0) >= 2,
    );
  });

  it.each([
    [
      'the entry script is missing',
      3,
      'No score script found. Expected score script /var/azureml-app/score.py.',
      { 'app/score.py': undefined, 'app/other.py': 'x = 1\n' },
    ],
    [
      'the script cannot be imported',
      3,
      "ModuleNotFoundError: No module named 'no_such_module'",
      { 'app/score.py': 'import no_such_module\n' },
    ],
    [
      'run takes nothing',
      3,
      'run() needs to accept an argument for input data.',
      { 'app/score.py': 'def init():\n    pass\n\ndef run():\n    pass\n' },
    ],
    [
      'the server is not installed',
      127,
      'azmlinfsrv',
      { Dockerfile: text(SERVICE['Dockerfile']).replace(/FROM.*/, 'FROM python:3.12-slim') },
    ],
    [
      'the command is a shell and the server is missing',
      127,
      'azmlinfsrv: not found',
      {
        Dockerfile: text(SERVICE['Dockerfile'])
          .replace(/FROM.*/, 'FROM python:3.12-slim')
          .replace(/CMD.*/, 'CMD azmlinfsrv --entry_script score.py'),
      },
    ],
    [
      'the own start of the image finds no server',
      100,
      'azureml-inference-server-http is not installed',
      {
        Dockerfile: 'FROM mcr.microsoft.com/azureml/inference-base-2204:latest\nCOPY app /var/azureml-app\n',
      },
    ],
  ])('ends with the real exit code when %s', async (_name, code, text, change) => {
    const files = Object.entries({ ...SERVICE, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    await deploy(Object.fromEntries(files));
    const found = await seen(
      0,
      ({ currentState, previousState }) => (currentState.exitCode ?? previousState?.exitCode) !== undefined,
    );
    expect(found?.currentState.exitCode ?? found?.previousState?.exitCode).toBe(code);
    expect(
      await eventually(
        () => log('scoring'),
        (content) => content.includes(text),
      ),
    ).toContain(text);
  });

  it('has an empty log after its restart', async () => {
    const script =
      'import os, sys, time\nprint("first" if not os.path.exists(os.environ["MARK"]) else "", flush=True)\nif not os.path.exists(os.environ["MARK"]):\n    open(os.environ["MARK"], "w").close()\n    time.sleep(0.3)\n    sys.exit(5)\ntime.sleep(60)\n';
    const mark = join(bench.directory, 'mark');
    const files = {
      Dockerfile: `FROM python:3.12\nENV MARK=${mark}\nCOPY main.py /app/\nWORKDIR /app\nCMD ["python", "main.py"]\n`,
      'main.py': script,
    };
    await deploy(files);
    await eventually(
      () => log('scoring'),
      (text) => text.includes('first'),
    );
    await seen(0, ({ restartCount, currentState }) => restartCount === 1 && currentState.state === 'Running');
    expect((await log('scoring')).trim()).toBe('');
    expect((await view())?.previousState).toMatchObject({ exitCode: 5 });
  });

  it('does not restart with policy Never: the group is Failed', async () => {
    const files = { Dockerfile: 'FROM python:3.12\nCMD ["python", "-c", "raise SystemExit(4)"]\n' };
    await deploy(files, {
      properties: {
        restartPolicy: 'Never',
        ipAddress: undefined,
        containers: [
          {
            name: 'scoring',
            properties: {
              image: (await bench.build(files)).image,
              resources: { requests: { cpu: 1, memoryInGB: 1 } },
            },
          },
        ],
      },
    });
    await eventually(group, (found) => text(found['instanceView']?.['state']) === 'Failed');
    expect(await view()).toMatchObject({
      restartCount: 0,
      currentState: { exitCode: 4, detailStatus: 'Error' },
    });
  });
});

describe('an image that cannot be pulled', () => {
  it('fails three times with events, and the group can be deleted', async () => {
    await deploy(SERVICE, {
      image: 'docker.io/somebody/private:1',
      properties: { imageRegistryCredentials: undefined },
    });
    const found = await seen(0, (one) => (event(one, 'Failed')?.count ?? 0) >= 3);
    expect(event(found, 'Failed')).toMatchObject({
      type: 'Warning',
      message: expect.stringContaining('Failed to pull image "docker.io/somebody/private:1"'),
    });
    expect(event(found, 'BackOff')).toMatchObject({
      type: 'Normal',
      message: 'Back-off pulling image "docker.io/somebody/private:1"',
    });
    expect(text((await group())['provisioningState'])).toBe('Pending');
    expect((await bench.arm('DELETE', path)).status).toBe(200);
  });
});

describe('a volume that cannot be mounted', () => {
  it('is an event of the group', async () => {
    const volumes = [
      { name: 'share', azureFile: { shareName: 's', storageAccountName: 'a', storageAccountKey: 'a2V5' } },
    ];
    const body = groupBody({ image: (await bench.build(SERVICE)).image });
    body.properties['volumes'] = [...(body.properties['volumes'] as unknown[]), ...volumes];
    await bench.arm('PUT', path, body);
    const found = await eventually(group, (one) =>
      JSON.stringify(one['instanceView']).includes('FailedMount'),
    );
    expect(found['instanceView']?.['events']?.[0]).toMatchObject({
      name: 'FailedMount',
      message: expect.stringContaining('mount error(2)'),
    });
    expect(JSON.stringify(found)).not.toContain('a2V5');
  });
});

describe('probes', () => {
  const probe = (more: Record<string, unknown>): Record<string, unknown> => ({
    httpGet: { path: '/', port: 5001 },
    periodSeconds: 1,
    timeoutSeconds: 2,
    ...more,
  });

  it('keep traffic out until the readiness probe succeeds: the connection opens and hangs', async () => {
    await deploy({
      ...SERVICE,
      'app/score.py': SCORE.replace('def init():', 'def init():\n    import time\n    time.sleep(1)'),
    });
    const early = await eventually(
      () => Promise.resolve(endpoint()),
      (address) => address !== undefined,
    );
    if (!early) throw new Error('no address');
    await expect(http(early, 'GET', '/', { timeoutMs: 300 })).rejects.toThrow('timeout');
    const failed = await seen(0, (found) => event(found, 'Unhealthy') !== undefined);
    expect(event(failed, 'Unhealthy')?.message).toMatch(
      /^Readiness probe failed: Get "http:\/\/127\.[\d.]+:5001\/": dial tcp/,
    );
    const answer = await eventually(
      () => http(early, 'GET', '/', { timeoutMs: 300 }).catch(() => undefined),
      (found) => found?.status === 200,
    );
    expect(answer?.body).toBe('Healthy');
  });

  it('restart a container whose liveness probe fails, in place', async () => {
    await deploy(SERVICE, {
      scoring: {
        readinessProbe: undefined,
        // Enough attempts for the server to be up on a busy machine: only then is the path what is wrong.
        livenessProbe: { ...probe({ httpGet: { path: '/no-such-path', port: 5001 } }), failureThreshold: 25 },
      },
    });
    const address = await eventually(
      () => Promise.resolve(endpoint()),
      (found) => found !== undefined,
    );
    const found = await seen(0, ({ restartCount }) => restartCount >= 1);
    expect(found?.events.map(({ message }) => message)).toContain(
      'Liveness probe failed: HTTP probe failed with statuscode: 404',
    );
    expect(event(found, 'Killing')?.message).toMatch(/^Killing container with id scoring: /);
    expect(endpoint()).toEqual(address);
  });

  it('can be commands', async () => {
    const exec = { command: ['sh', '-c', 'test -f /var/azureml-app/score.py'] };
    await deploy(SERVICE, { scoring: { readinessProbe: { exec, periodSeconds: 1 } } });
    await eventually(
      () => {
        const address = endpoint();
        return address
          ? http(address, 'GET', '/', { timeoutMs: 300 }).catch(() => undefined)
          : Promise.resolve(undefined);
      },
      (answer) => answer?.status === 200,
    );
  });
});

describe('the front end', () => {
  it("ends with nginx's words when its configuration has no upstream", async () => {
    await deploy(SERVICE, { nginx: NGINX.replace('127.0.0.1:5001', 'scoring:5001') });
    await seen(
      1,
      ({ currentState, previousState }) => (currentState.exitCode ?? previousState?.exitCode) === 1,
    );
    expect(await log('front-end')).toBe(
      'nginx: [emerg] no upstream 127.0.0.1:PORT or localhost:PORT found in /etc/aci-model-deploy/nginx.conf\n',
    );
  });

  it("ends with nginx's words when nginx refuses it", async () => {
    await deploy(SERVICE, { nginx: NGINX.replace('access_log off;', 'no_such_directive on;') });
    const text = await eventually(
      () => log('front-end'),
      (content) => content.includes('emerg'),
    );
    expect(text).toMatch(/unknown directive "no_such_directive" in \/etc\/aci-model-deploy\/nginx\.conf:6/);
    expect(text).not.toContain(bench.directory);
  });

  it('passes large bodies on and reports an upstream that is gone', async () => {
    await deploy({
      ...SERVICE,
      'app/score.py': 'def init():\n    pass\n\ndef run(data):\n    return len(data)\n',
    });
    const ask = async (path: string, body: string): ReturnType<typeof http> =>
      http(endpoint() ?? { host: '127.0.0.1', port: 1 }, 'POST', path, { body, timeoutMs: 3000 });
    await eventually(
      () =>
        http(endpoint() ?? { host: '127.0.0.1', port: 1 }, 'GET', '/', { timeoutMs: 300 }).catch(
          () => undefined,
        ),
      (answer) => answer?.status === 200,
    );
    expect(await ask('/score', 'x'.repeat(5_000_000))).toMatchObject({ status: 200, body: '5000000' });
  });
});

describe('an image with a server of its own', () => {
  it('is reached through the port it declares, and talks to its neighbours on localhost', async () => {
    const server = `from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"own")
    def log_message(self, *args):
        pass
HTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
`;
    const files = {
      Dockerfile: 'FROM python:3.12-slim\nWORKDIR /srv\nCOPY server.py .\nCMD ["python", "server.py"]\n',
      'server.py': server,
    };
    const scoring = {
      ports: [{ port: 8080 }],
      readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 },
    };
    await deploy(files, { scoring, nginx: NGINX.replace('127.0.0.1:5001', 'localhost:8080') });
    const answer = await eventually(
      () =>
        http(endpoint() ?? { host: '127.0.0.1', port: 1 }, 'GET', '/', { timeoutMs: 500 }).catch(
          () => undefined,
        ),
      (found) => found?.status === 200,
    );
    expect(answer?.body).toBe('own');
  });
});

it('leaves neither processes nor files behind', async () => {
  await deploy(SERVICE);
  await seen(1, ({ currentState }) => currentState.state === 'Running');
  await bench.provider.stop();
  expect(readdirSync(join(bench.directory, 'groups'))).toEqual(['programs']);
  expect(endpoint()).toBeUndefined();
});
