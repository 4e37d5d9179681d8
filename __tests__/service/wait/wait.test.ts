import { describe, expect, it } from '@jest/globals';
import { AzureError } from '../../../src/azure/azure-error.ts';
import { ActionError } from '../../../src/findings.ts';
import { Deleted } from '../../../src/service/wait/deleted.ts';
import { DeploymentFailure } from '../../../src/service/wait/deployment-failure.ts';
import type { Healthy } from '../../../src/service/wait/wait.ts';
import { waitForHealthy } from '../../../src/service/wait/wait.ts';
import type { Stage, Story } from '../fake-azure.ts';
import { stage } from '../fake-azure.ts';
import { FakeClock } from '../fake-clock.ts';
import { event, liveGroup, running, samplePlan, waiting } from '../samples.ts';

const plan = samplePlan();
const MINUTE = 60_000;
const ours = { status: 200, headers: { 'x-aci-model-deploy-revision': plan.revision } };
const pending = { status: 'Pending', events: [] };
const creating = liveGroup(
  { provisioningState: 'Creating' },
  { iris: waiting(), 'iris-front-end': waiting() },
);

interface Played extends Stage {
  readonly healthy?: Healthy;
  readonly error?: unknown;
  readonly seconds: number;
}

async function play(
  story: Story,
  changes: Partial<Parameters<typeof waitForHealthy>[0]> = {},
): Promise<Played> {
  const clock = new FakeClock();
  const start = clock.now();
  const scene = stage(clock, story);
  const { groups, operation, http, log } = scene;
  const work = waitForHealthy({
    plan,
    groups,
    operation,
    http,
    clock,
    log,
    timeoutMs: 30 * MINUTE,
    ...changes,
  });
  const outcome = await clock.run(
    work.then(
      (healthy) => ({ healthy }),
      (error: unknown) => ({ error }),
    ),
  );
  return { ...scene, ...outcome, seconds: (clock.now() - start) / 1000 };
}

function failureOf({ error }: Played): DeploymentFailure {
  if (error instanceof DeploymentFailure) return error;
  throw new Error(`expected a DeploymentFailure, got ${String(error)}`);
}

const evidence = (played: Played): string => failureOf(played).findings[0]?.evidence?.join('\n') ?? '';
const start = new FakeClock().now();

describe('a service that becomes healthy', () => {
  it.each([
    ['the endpoint is the last', 20, 42.3],
    ['Azure is the last', 42.3, 20],
    ['both at once', 30, 30],
  ])('is reported within a second when %s', async (_what, azureAt, endpointAt) => {
    const played = await play({
      group: (s) => (s >= azureAt ? liveGroup() : creating),
      operation: (s) => (s >= azureAt ? { status: 'Succeeded', events: [] } : pending),
      endpoint: (_request, s) => (s >= endpointAt ? ours : undefined),
    });
    expect(played.healthy).toMatchObject({
      state: 'Healthy',
      endpoint: {
        scoringUri: 'http://iris.h.westeurope.azurecontainer.io/score',
        swaggerUri: 'http://iris.h.westeurope.azurecontainer.io/swagger.json',
        fqdn: 'iris.h.westeurope.azurecontainer.io',
        ipAddress: '20.1.2.3',
      },
    });
    const trueAt = Math.max(azureAt, endpointAt);
    expect(played.seconds).toBeGreaterThanOrEqual(trueAt);
    expect(played.seconds).toBeLessThanOrEqual(trueAt + 1);
  });

  it.each(Array.from({ length: 12 }, (_, index) => 20 + index * 0.27))(
    'is reported within a second when Azure says so after %s s',
    async (azureAt) => {
      const played = await play({
        group: (s) => (s >= azureAt ? liveGroup() : creating),
        operation: (s) => (s >= azureAt ? { status: 'Succeeded', events: [] } : pending),
        endpoint: () => ours,
      });
      expect(played.healthy).toBeDefined();
      expect(played.seconds).toBeLessThanOrEqual(azureAt + 1);
    },
  );

  it('asks Azure at once when the endpoint has become healthy', async () => {
    for (let endpointAt = 20; endpointAt < 21; endpointAt += 0.15) {
      const played = await play({
        group: () => liveGroup(),
        endpoint: (_request, s) => (s >= endpointAt ? ours : undefined),
      });
      // A request every 250 ms, 20 ms for its answer, at most two looks at Azure of 80 ms.
      expect(played.seconds - endpointAt).toBeLessThanOrEqual(0.5);
    }
  });

  it('keeps a bounded number of hanging requests and leaves none behind', async () => {
    const played = await play({
      group: () => liveGroup(),
      endpoint: (_request, s) => (s >= 60 ? ours : undefined),
    });
    expect(played.healthy).toBeDefined();
    expect(played.calls.mostInFlight).toBeGreaterThan(10);
    expect(played.calls.mostInFlight).toBeLessThanOrEqual(21);
    expect(played.calls.inFlight).toBe(0);
    expect(played.calls.requests.length).toBeGreaterThan(60 * 3.5);
  });

  it('waits for an endpoint that takes ten seconds for every answer', async () => {
    const clock = new FakeClock();
    const scene = stage(clock, { group: () => liveGroup() });
    const slow = async (request: Parameters<typeof scene.http>[0]): ReturnType<typeof scene.http> => {
      await clock.sleep(10_000, request.signal);
      if (request.signal?.aborted) throw new Error('aborted');
      return { ...ours, body: '' };
    };
    const work = waitForHealthy({ ...scene, plan, http: slow, clock, timeoutMs: 2 * MINUTE });
    await expect(clock.run(work)).resolves.toMatchObject({ state: 'Healthy' });
  });

  it('is not taken for healthy while the revision before answers', async () => {
    const old = { status: 200, headers: { 'x-aci-model-deploy-revision': 'feedfeedfeedfeed' } };
    const played = await play({
      group: () => liveGroup(),
      endpoint: (_request, s) => (s >= 33 ? ours : old),
    });
    expect(played.seconds).toBeGreaterThanOrEqual(33);
    expect(played.healthy).toBeDefined();
    expect(played.lines.join('\n')).toContain('endpoint: answers 200 with revision feedfeedfeedfeed');
  });

  it.each([
    ['one container waits', () => liveGroup({}, { 'iris-front-end': waiting() })],
    ['provisioning is not over', () => liveGroup({ provisioningState: 'Creating' })],
  ])('is not taken for healthy while %s', async (_what, group) => {
    const played = await play({ group: (s) => (s >= 15 ? liveGroup() : group()), endpoint: () => ours });
    expect(played.seconds).toBeGreaterThanOrEqual(15);
    expect(played.seconds).toBeLessThanOrEqual(16);
  });

  it('is not taken for healthy by an answer that is no longer true', async () => {
    const played = await play({
      group: (s) => (s >= 20 ? liveGroup() : creating),
      operation: (s) => (s >= 20 ? { status: 'Succeeded', events: [] } : pending),
      endpoint: (_request, s) => (s < 10 || s > 50 ? ours : undefined),
    });
    expect(played.seconds).toBeGreaterThanOrEqual(50);
  });

  it('tells only what changes', async () => {
    const played = await play({
      group: (s) =>
        s >= 20
          ? liveGroup()
          : liveGroup(
              { provisioningState: 'Creating' },
              {
                iris: waiting({
                  events: s > 5 ? [event('Pulling', 'pulling image "x"', Math.ceil(s), start + 5_000)] : [],
                }),
                'iris-front-end': waiting(),
              },
            ),
      endpoint: (_request, s) => (s >= 25 ? ours : undefined),
    });
    expect(played.lines.map((line) => line.replace(/^\[[^\]]*\] /, ''))).toEqual([
      'provisioning: Creating, iris: Waiting, iris-front-end: Waiting',
      'iris: Pulling: pulling image "x"',
      'provisioning: Succeeded, iris: Running, iris-front-end: Running',
      'endpoint: answers with this revision',
    ]);
  });
});

describe('a name that does not resolve', () => {
  const byName = (url: string): boolean => url.includes('azurecontainer.io');

  it.each([
    ['the resolver says so', 'ENOTFOUND'],
    ['a proxy says so', { status: 502, headers: { via: 'proxy' } }],
  ])('is replaced by the address with the name as Host when %s', async (_what, lost) => {
    const played = await play({
      group: () => liveGroup(),
      endpoint: ({ url }, s) => (byName(url) && s < 20 ? lost : ours),
    });
    expect(played.healthy?.endpoint.scoringUri).toBe('http://iris.h.westeurope.azurecontainer.io/score');
    expect(played.calls.requests).toContainEqual(
      expect.objectContaining({
        url: 'http://20.1.2.3/',
        headers: expect.objectContaining({ host: 'iris.h.westeurope.azurecontainer.io' }),
      }),
    );
    expect(played.seconds).toBeGreaterThanOrEqual(20);
    expect(played.seconds).toBeLessThan(22);
    expect(played.reported).toEqual([]);
  });

  it('is replaced by the bare address when a proxy goes by the Host', async () => {
    const played = await play({
      group: () => liveGroup(),
      endpoint: ({ url, headers }, s) =>
        (byName(url) || headers?.['host']) && s < 20 ? { status: 503 } : ours,
    });
    expect(played.healthy).toBeDefined();
    expect(
      played.calls.requests.some(
        ({ url, headers }) => url === 'http://20.1.2.3/' && headers?.['host'] === undefined,
      ),
    ).toBe(true);
  });

  it('is waited for during another minute, then warned about', async () => {
    const played = await play({
      group: () => liveGroup(),
      endpoint: ({ url }) => (byName(url) ? 'ENOTFOUND' : ours),
    });
    expect(played.healthy?.endpoint.fqdn).toBe('iris.h.westeurope.azurecontainer.io');
    expect(played.seconds).toBeGreaterThanOrEqual(60);
    expect(played.seconds).toBeLessThan(63);
    expect(played.reported).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('does not resolve') }),
    ]);
  });

  it('uses the address where Azure gave no name', async () => {
    const address = { type: 'Public', ports: [{ port: 8080 }], ip: '20.1.2.3' };
    const played = await play({
      group: () => liveGroup({ ipAddress: address }),
      endpoint: ({ url }) => (url === 'http://20.1.2.3:8080/' ? ours : undefined),
    });
    expect(played.healthy?.endpoint).toEqual({
      scoringUri: 'http://20.1.2.3:8080/score',
      swaggerUri: 'http://20.1.2.3:8080/swagger.json',
      ipAddress: '20.1.2.3',
    });
  });
});

const TRACEBACK = [
  "2026-11-23 12:00:10,000 E [9] azmlinfsrv - User's init function failed",
  '2026-11-23 12:00:10,001 E [9] azmlinfsrv - Encountered Exception Traceback (most recent call last):',
  '  File "/opt/miniconda/lib/python3.12/site-packages/azureml_inference_server_http/server/user_script.py", line 117, in invoke_init',
  '    self._user_init()',
  '  File "/var/azureml-app/score.py", line 7, in init',
  '    raise ValueError("no weights")',
  'ValueError: no weights',
].join('\n');

describe('a service that cannot become healthy', () => {
  const crashed = {
    state: 'Terminated',
    exitCode: 3,
    finishTime: new Date(start + 12_000),
    detailStatus: 'Error',
  };

  it('ends at once on CrashLoopBackOff, with the log from before the restart and its cause', async () => {
    const looping = waiting({
      restartCount: 1,
      currentState: { state: 'Waiting', detailStatus: 'CrashLoopBackOff: Back-off restarting failed' },
      previousState: crashed,
    });
    const code = {
      kind: 'file',
      inImage: '/var/azureml-app/score.py',
      inRepository: 'iris/score.py',
    } as const;
    const played = await play(
      {
        group: (s) => liveGroup({}, { iris: s < 12 ? running() : looping }),
        log: (container, s) => (container === 'iris' && s < 12 ? TRACEBACK : ''),
      },
      { repository: { code } },
    );
    expect(played.seconds).toBeLessThan(14);
    const failure = failureOf(played);
    expect(failure.findings[0]?.place).toEqual({ file: 'iris/score.py', line: 7 });
    expect(failure.service).toMatchObject({
      state: 'Failed',
      diagnoses: [{ rule: 'init-failed', certainty: 'certain', place: { file: 'iris/score.py', line: 7 } }],
    });
    expect(failure.message).toBe(
      'The service iris is not healthy: the container iris keeps crashing (exit code 3). init() of the entry script failed in iris/score.py, line 7 (init): ValueError: no weights',
    );
    expect(failure.findings[0]?.azure?.portalUrl).toBe('https://portal/iris-0a1b2c3d');
    expect(evidence(played)).toContain('Last lines of the log of iris:');
    expect(evidence(played)).toContain('raise ValueError("no weights")');
  });

  it('ends at two restarts', async () => {
    const played = await play({
      group: (s) =>
        liveGroup(
          {},
          { iris: running({ restartCount: Math.floor(s / 10), ...(s >= 10 && { previousState: crashed }) }) },
        ),
    });
    expect(failureOf(played).message).toContain('the container iris keeps crashing (exit code 3)');
    expect(played.seconds).toBeGreaterThanOrEqual(20);
    expect(played.seconds).toBeLessThan(22);
  });

  it('does not count the restarts and back-offs of the deployment before', async () => {
    const before = waiting({
      restartCount: 7,
      currentState: { state: 'Waiting', detailStatus: 'CrashLoopBackOff: Back-off restarting failed' },
      previousState: { ...crashed, finishTime: new Date(start - 60_000) },
    });
    const played = await play(
      {
        group: (s) => liveGroup({}, { iris: s < 5 ? before : running({ restartCount: 8 }) }),
        endpoint: (_request, s) => (s > 10 ? ours : undefined),
      },
      { before: liveGroup({}, { iris: before }) },
    );
    expect(played.healthy).toBeDefined();
  });

  const REFUSED = 'Readiness probe failed: dial tcp 10.92.0.4:5001: connect: connection refused';
  const PULL =
    'Failed to pull image "x": rpc error: code = NotFound: failed to resolve reference "x": not found';

  it('ends at the third failed pull', async () => {
    const played = await play({
      group: (s) =>
        liveGroup(
          { provisioningState: 'Creating' },
          { iris: waiting({ events: [event('Failed', PULL, Math.ceil(s / 10), start + 1_000)] }) },
        ),
      operation: () => pending,
    });
    expect(played.seconds).toBeGreaterThanOrEqual(20);
    expect(played.seconds).toBeLessThan(22.5);
    expect(failureOf(played).message).toBe(
      'The service iris is not healthy: the image x cannot be pulled. The image does not exist in the registry.',
    );
    expect(evidence(played)).toContain(PULL);
    expect(failureOf(played).service.state).toBe('Failed');
  });

  it('does not count failed pulls of the deployment before', async () => {
    const old = event('Failed', PULL, 40, start - 5_000);
    const again = { ...old, count: 41, lastTimestamp: new Date(start + 2_000) };
    const before = liveGroup({}, { iris: waiting({ events: [old] }) });
    const played = await play(
      {
        group: (s) => (s < 2 ? before : liveGroup({}, { iris: running({ events: [again] }) })),
        endpoint: (_request, s) => (s > 8 ? ours : undefined),
      },
      { before },
    );
    expect(played.healthy).toBeDefined();
  });

  it('ends at a failed mount', async () => {
    const played = await play({
      group: () =>
        liveGroup({
          provisioningState: 'Creating',
          instanceView: {
            state: 'Pending',
            events: [event('FailedMount', 'Output: mount error(2): Permission denied', 1, start)],
          },
        }),
      operation: () => pending,
    });
    expect(played.seconds).toBeLessThan(2);
    expect(failureOf(played).message).toContain(
      'not healthy: its containers cannot start. A volume could not be mounted.',
    );
  });

  it('ends at a failed operation, and says Unschedulable when there is no room', async () => {
    const message = "The requested resource is not available in the location 'westeurope' at this moment.";
    const played = await play({
      group: () =>
        liveGroup({ provisioningState: 'Failed' }, { iris: waiting(), 'iris-front-end': waiting() }),
      operation: () => ({
        status: 'Failed',
        events: [{ name: 'InsufficientCapacity.', message, count: 1, last: start }],
        error: { code: 'Failed', message },
      }),
    });
    expect(played.seconds).toBeLessThan(2);
    expect(played.calls.gets).toBeGreaterThan(1);
    expect(failureOf(played).service.state).toBe('Unschedulable');
    expect(failureOf(played).message).toContain('no room for a container group of this size');
    expect(failureOf(played).findings[0]?.remedy).toContain('another location');
  });

  it('ignores the failure of the deployment before, which the group may still show', async () => {
    const played = await play({
      group: (s) => (s < 5 ? liveGroup({ provisioningState: 'Failed' }) : liveGroup()),
      operation: (s) => (s < 6 ? pending : { status: 'Succeeded', events: [] }),
      endpoint: () => ours,
    });
    expect(played.healthy).toBeDefined();
  });

  it('ends at the time-out, with what the endpoint did last', async () => {
    const played = await play(
      {
        group: () => liveGroup(),
        log: () => 'still loading',
        endpoint: () => ({ status: 404, headers: { 'x-aci-model-deploy-revision': plan.revision } }),
      },
      { timeoutMs: 90_000 },
    );
    expect(played.seconds).toBeGreaterThanOrEqual(90);
    expect(played.seconds).toBeLessThan(92);
    expect(failureOf(played).message).toContain('within 1 m 30 s (wait-timeout)');
    expect(failureOf(played).service).toMatchObject({
      state: 'Unhealthy',
      endpoint: { ipAddress: '20.1.2.3' },
    });
    expect(evidence(played)).toContain('still loading');
    expect(evidence(played)).toContain('endpoint: answers 404');
    expect(played.calls.inFlight).toBe(0);
  });

  it('is Transitioning when Azure has not finished by the time-out', async () => {
    const played = await play({ group: () => creating, operation: () => pending }, { timeoutMs: 5_000 });
    expect(failureOf(played).service.state).toBe('Transitioning');
    expect(failureOf(played).message).toBe(
      'The service iris is not healthy: it did not become so within 5.0 s (wait-timeout). Azure has not ended the deployment: it still says Pending, and the container iris has not started.',
    );
  });

  it.each([
    ['the operation', {}],
    ['the group, when the operation is lost', { operation: undefined }],
  ])(
    'tells an operation that does not end from a service that does not answer, by %s',
    async (_by, changes) => {
      const answering = { iris: running({ events: [event('Unhealthy', REFUSED, 2, start + 1_000)] }) };
      const played = await play(
        {
          group: () => liveGroup({ provisioningState: 'Pending' }, answering),
          operation: () => pending,
          endpoint: () => ours,
        },
        { timeoutMs: 20_000, ...changes },
      );
      expect(failureOf(played).message).toContain(
        'Azure has not ended the deployment: it still says Pending, and all containers run and the service answers.',
      );
      expect(failureOf(played).findings[0]?.remedy).toContain('look at the group in the portal');
      expect(evidence(played)).toContain('Readiness probe failed');
    },
  );

  it('shows the correlation id of the deployment', async () => {
    const operation = { correlationId: 'c-1', poll: () => Promise.resolve(pending) };
    const played = await play({ group: () => creating }, { timeoutMs: 5_000, operation });
    expect(failureOf(played).findings[0]?.azure?.correlationId).toBe('c-1');
  });
});

describe('Azure that does not answer', () => {
  const lost = (status: number): never => {
    throw new AzureError({ doing: 'read the container group iris', status, code: 'X', message: 'm' });
  };

  it('is borne for a while', async () => {
    const played = await play({
      group: (s) => (s > 3 && s < 40 ? lost(503) : liveGroup()),
      endpoint: (_request, s) => (s > 10 ? ours : undefined),
    });
    expect(played.healthy).toBeDefined();
  });

  it('ends the wait after a minute', async () => {
    const played = await play({ group: (s) => (s > 3 ? lost(0) : liveGroup()) });
    expect(played.error).toBeInstanceOf(ActionError);
    expect(played.seconds).toBeLessThan(70);
  });

  it('ends the wait at once when it refuses', async () => {
    const played = await play({ group: (s) => (s > 3 ? lost(403) : liveGroup()) });
    expect(played.error).toBeInstanceOf(ActionError);
    expect(played.seconds).toBeLessThan(6);
  });

  it('goes by the group alone when the operation is lost', async () => {
    const played = await play({ group: () => liveGroup(), operation: () => lost(404), endpoint: () => ours });
    expect(played.healthy).toBeDefined();
  });

  it.each<[string, number, Parameters<typeof play>[1]]>([
    ['that it has seen', 3, {}],
    ['that was there before', 0, { before: liveGroup() }],
  ])('says so when somebody deleted a group %s', async (_what, from, changes) => {
    const played = await play(
      { group: (s) => (s > from ? undefined : creating), operation: () => pending },
      changes,
    );
    expect(played.error).toBeInstanceOf(Deleted);
    expect(played.error).toMatchObject({
      message: expect.stringContaining('iris-0a1b2c3d is gone: somebody else deleted it'),
    });
    expect(played.seconds).toBeGreaterThan(10);
    expect(played.seconds).toBeLessThan(15);
  });

  it('says so instead of what became of its operation', async () => {
    const played = await play({
      group: (s) => (s > 3 ? undefined : creating),
      operation: (s) => (s > 3 ? { status: 'Failed', events: [] } : pending),
    });
    expect(played.error).toBeInstanceOf(Deleted);
  });

  it('says so at the time-out as well, instead of what it remembers of the group', async () => {
    const played = await play({ group: (s) => (s > 3 ? undefined : creating) }, { timeoutMs: 8_000 });
    expect(played.error).toBeInstanceOf(Deleted);
    expect(played.seconds).toBeLessThan(10);
  });

  it('does not take a group for deleted that is missing for a moment', async () => {
    const played = await play({
      group: (s) => (s < 5 || (s > 10 && s < 18) ? undefined : liveGroup()),
      endpoint: (_request, s) => (s > 25 ? ours : undefined),
    });
    expect(played.healthy).toBeDefined();
  });
});
