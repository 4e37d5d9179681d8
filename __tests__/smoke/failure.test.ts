import { expect, it } from '@jest/globals';
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

it('says why the entry script failed', () => {
  const [finding] = smokeFailures({
    scored: true,
    passed: false,
    requests: [{ ...BAD, cause: "The entry script failed in score.py, line 6 (run): KeyError: 'x'" }],
  });
  expect(finding?.message).toBe(
    'Smoke test "setosa" failed: status: expected 200, got 500 (and 1 more line below). ' +
      "The entry script failed in score.py, line 6 (run): KeyError: 'x'.",
  );
});

it('says so when there is no log', () => {
  const [first] = smokeFailures({ scored: true, passed: false, requests: [BAD] });
  expect(first?.evidence?.at(-1)).toBe('The scoring container has written no log.');
});
