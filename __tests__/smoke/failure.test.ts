import { describe, expect, it } from '@jest/globals';
import { smokeFailures } from '../../src/smoke/failure.ts';
import type { SmokeRequestResult } from '../../src/smoke/types.ts';

const GOOD: SmokeRequestResult = {
  name: 'good',
  passed: true,
  status: 200,
  latencyMs: 5,
  differences: [],
  notes: [],
};
const BAD: SmokeRequestResult = {
  name: 'setosa',
  passed: false,
  status: 500,
  latencyMs: 48,
  differences: ['status: expected 200, got 500', 'answer: boom'],
  notes: ['a note'],
  remedy: 'Read the traceback.',
  place: { file: 'smoke-test.json', line: 2 },
};

it('is empty when everything passed', () => {
  expect(smokeFailures({ scored: true, passed: true, requests: [GOOD] })).toEqual([]);
});

it('has an error for each failed request on its line, the first with the log of that moment', () => {
  const late = { ...BAD, name: 'late', status: 0, differences: ['no answer within 60 s'], notes: [] };
  const found = smokeFailures({
    scored: true,
    passed: false,
    requests: [GOOD, BAD, late],
    logTail: 'one\r\ntwo\n',
  });
  expect(found).toEqual([
    {
      severity: 'error',
      message: 'Smoke test "setosa" failed: status: expected 200, got 500 (and 1 more line below).',
      remedy: 'Read the traceback.',
      place: { file: 'smoke-test.json', line: 2 },
      evidence: [
        'setosa: status 500 after 48 ms',
        'status: expected 200, got 500',
        'answer: boom',
        'a note',
        '',
        "The scoring container's last log lines:",
        'one',
        'two',
      ],
    },
    expect.objectContaining({
      message: 'Smoke test "late" failed: no answer within 60 s.',
      evidence: ['late: no answer after 48 ms', 'no answer within 60 s'],
    }),
  ]);
});

describe('a request that made the entry script fail', () => {
  const log = [
    'E [9] azmlinfsrv - Encountered Exception: Traceback (most recent call last):',
    '  File "/var/azureml-app/src/score.py", line 6, in run',
    '    return {}["x"]',
    "KeyError: 'x'",
  ].join('\n');
  const request = { ...BAD, log, fault: { runFailed: true, timedOut: false } };
  const tested = {
    service: 'iris',
    repository: {
      code: { kind: 'folder', inImage: '/var/azureml-app/src', inRepository: 'iris/src' },
    },
  } as const;

  it('points to its line in the repository', () => {
    const [finding] = smokeFailures(
      { scored: true, passed: false, requests: [request], logTail: log },
      tested,
    );
    expect(finding).toMatchObject({
      message:
        'Smoke test "setosa" failed: status: expected 200, got 500 (and 1 more line below). ' +
        "run() of the entry script failed in iris/src/score.py, line 6 (run): KeyError: 'x'",
      remedy: 'Correct the script at that line, or the request, if run() is right to refuse it.',
      place: { file: 'iris/src/score.py', line: 6 },
    });
    expect(finding?.evidence?.[0]).toBe('setosa (smoke-test.json:2): status 500 after 48 ms');
    expect(finding?.evidence).toContain('What points to the cause:');
  });

  it('has its own exception, not that of a later request', () => {
    const later = { ...request, name: 'later', log: log.replace("KeyError: 'x'", 'ValueError: no') };
    const found = smokeFailures({ scored: true, passed: false, requests: [request, later] }, tested);
    expect(found.map(({ message }) => message.split(': ').at(-1))).toEqual(["'x'", 'no']);
  });

  it('is not looked for when the answer was only another than expected', () => {
    const wrong = { ...BAD, status: 200, differences: ['$: expected 1, got 2'], log };
    const [finding] = smokeFailures({ scored: true, passed: false, requests: [wrong] }, tested);
    expect(finding?.message).toBe('Smoke test "setosa" failed: $: expected 1, got 2.');
    expect(finding?.place).toEqual(BAD.place);
  });
});

it('says so when there is no log', () => {
  const [first] = smokeFailures({ scored: true, passed: false, requests: [BAD] });
  expect(first?.evidence?.at(-1)).toBe('The scoring container has written no log.');
});
