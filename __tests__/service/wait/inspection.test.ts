import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../../src/service/wait/health.ts';
import type { Inspection } from '../../../src/service/wait/inspection.ts';
import { inspect } from '../../../src/service/wait/inspection.ts';
import { event, liveGroup, running, waiting } from '../samples.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HEALTHY: Outcome = { kind: 'healthy' };
const SILENT: Outcome = { kind: 'silent', code: 'ECONNREFUSED' };

type View = NonNullable<Parameters<typeof liveGroup>[1]>[string];

const at = (ago: number): Date => new Date(NOW - ago);
/** A container that has run for so long. */
const up = (ago: number, changes: Partial<View> = {}): View =>
  running({ currentState: { state: 'Running', startTime: at(ago), detailStatus: '' }, ...changes });
const crashed = (ago: number, exitCode: number): NonNullable<View['previousState']> => ({
  state: 'Terminated',
  startTime: at(ago + MINUTE),
  finishTime: at(ago),
  exitCode,
});
const crashLoop = (changes: Partial<View> = {}): View =>
  waiting({
    restartCount: 4,
    currentState: { state: 'Waiting', detailStatus: 'CrashLoopBackOff: Back-off restarting failed' },
    previousState: crashed(MINUTE, 137),
    ...changes,
  });

function seen(
  iris: View,
  outcome: Outcome | undefined,
  changes: Partial<ContainerGroup> = {},
  logs: Record<string, string> = {},
): Inspection {
  const group = liveGroup({ name: 'iris-0a1b2c3d', ...changes }, { iris, 'iris-front-end': up(3 * DAY) });
  return inspect({ group, outcome, logs: new Map(Object.entries(logs)), now: NOW });
}

describe('the state of a service', () => {
  it.each<[string, View, Outcome | undefined, Partial<ContainerGroup>, string, string | undefined]>([
    ['answers', up(DAY), HEALTHY, {}, 'Healthy', undefined],
    [
      'runs and does not answer',
      up(DAY),
      SILENT,
      {},
      'Unhealthy',
      'it does not answer with its revision (endpoint: no connection yet (ECONNREFUSED))',
    ],
    [
      'runs and has no address',
      up(DAY),
      undefined,
      {},
      'Unhealthy',
      'it does not answer with its revision (endpoint: it has no address)',
    ],
    ['crashes', crashLoop(), undefined, {}, 'Failed', 'the container iris keeps crashing (exit code 137)'],
    [
      'has just ended',
      waiting({ currentState: { state: 'Terminated', exitCode: 0, startTime: at(DAY), finishTime: at(0) } }),
      undefined,
      {},
      'Unhealthy',
      'the container iris is Terminated',
    ],
    [
      'is stopped, after it has crashed',
      crashLoop(),
      undefined,
      { instanceView: { state: 'Stopped', events: [] } },
      'Unhealthy',
      'the container group is stopped',
    ],
    [
      'comes up',
      waiting(),
      undefined,
      { provisioningState: 'Creating' },
      'Transitioning',
      'the provisioning state of the container group is Creating',
    ],
    [
      'Azure calls unhealthy',
      up(DAY),
      undefined,
      { provisioningState: 'Unhealthy' },
      'Unhealthy',
      'the provisioning state of the container group is Unhealthy',
    ],
    [
      'failed to come up',
      waiting(),
      undefined,
      { provisioningState: 'Failed' },
      'Failed',
      'Azure reports that the container group failed',
    ],
    [
      'has no room',
      waiting(),
      undefined,
      {
        provisioningState: 'Failed',
        instanceView: {
          state: 'Pending',
          events: [event('InsufficientCapacity.', 'The requested resource is not available', 1, NOW)],
        },
      },
      'Unschedulable',
      'Azure reports that the container group failed',
    ],
  ])('that %s', (_what, view, outcome, changes, state, what) => {
    const inspection = seen(view, outcome, changes);
    expect([inspection.state, inspection.what]).toEqual([state, what]);
  });

  it('does not count what went wrong before the containers came up', () => {
    const events = [event('Failed', 'Failed to pull image "x": not found', 5, NOW - 2 * DAY)];
    expect(seen(up(DAY, { restartCount: 7, events }), HEALTHY).state).toBe('Healthy');
    expect(seen(up(DAY, { restartCount: 7, events }), SILENT).state).toBe('Unhealthy');
    const pulling = waiting({ events, currentState: { state: 'Waiting', startTime: at(MINUTE) } });
    expect(seen(pulling, undefined, { provisioningState: 'Creating' }).state).toBe('Transitioning');
  });
});

describe('what a service is said to be', () => {
  it('is everything that Azure tells', () => {
    const iris = up(2 * HOUR, {
      restartCount: 2,
      previousState: crashed(2 * HOUR, 137),
      events: [
        event('Started', 'Started container iris', 3, NOW - 2 * HOUR),
        event('Pulled', 'old', 1, NOW - 9 * DAY),
      ],
    });
    expect(seen(iris, HEALTHY)).toMatchObject({
      groupName: 'iris-0a1b2c3d',
      service: 'iris',
      upSince: NOW - 2 * HOUR,
      diagnoses: [],
      containers: [
        {
          name: 'iris',
          state: 'Running',
          since: NOW - 2 * HOUR,
          restarts: 2,
          exitCode: 137,
          endedAt: NOW - 2 * HOUR,
        },
        { name: 'iris-front-end', state: 'Running', since: NOW - 3 * DAY, restarts: 0 },
      ],
      events: [{ message: 'old' }, { message: 'Started container iris', count: 3 }],
      deployed: { models: { models: [{ name: 'iris', version: '3' }] }, keysEnabled: true },
    });
  });

  it('has no time of being up while a container does not run', () => {
    expect(seen(crashLoop(), undefined)).not.toHaveProperty('upSince');
  });
});

describe('the diagnosis', () => {
  const rules = ({ diagnoses }: Inspection): string[] => diagnoses.map(({ rule }) => rule);

  it('says why a container crashes', () => {
    expect(rules(seen(crashLoop(), undefined))).not.toEqual([]);
    const log = [
      'Traceback (most recent call last):',
      '  File "/var/azureml-app/score.py", line 5, in init',
      "FileNotFoundError: [Errno 2] No such file or directory: 'model.pkl'",
    ].join('\n');
    const exited = crashLoop({ previousState: crashed(MINUTE, 3) });
    expect(seen(exited, undefined, {}, { iris: log }).diagnoses[0]?.cause).toContain('FileNotFoundError');
  });

  it.each<[string, number, boolean]>([
    ['a moment ago', MINUTE, true],
    ['long ago', DAY, false],
  ])('takes the end of a container into account that came up again %s', (_what, ago, counts) => {
    const again = up(ago, { restartCount: 1, previousState: crashed(ago, 137) });
    expect(rules(seen(again, SILENT)).some((rule) => /memory/.test(rule))).toBe(counts);
  });

  it('is none for a group that was stopped: its containers were ended, not broken', () => {
    const stopped = { instanceView: { state: 'Stopped', events: [] } };
    expect(rules(seen(crashLoop(), undefined, stopped))).toEqual([]);
  });
});
