import { describe, expect, it } from '@jest/globals';
import { candidateFinding, stateFinding } from '../../../src/phases/inspect/tell-status.ts';
import type { Inspection } from '../../../src/service/wait/inspection.ts';

const service: Inspection = {
  groupName: 'iris-0a1b2c3d',
  service: 'iris',
  state: 'Healthy',
  deployed: { revision: 'r1', models: { models: [], isComplete: true }, healthPath: '/' },
  containers: [],
  events: [],
  diagnoses: [],
};
const diagnosis = {
  rule: 'x',
  cause: 'It is out of memory.',
  remedy: 'Raise memoryInGB.',
  certainty: 'likely',
  evidence: ['Killed', 'Killed'],
} as const;

describe('what is said about a state', () => {
  it.each<[string, Partial<Inspection>, unknown[]]>([
    ['nothing, of a healthy service', {}, []],
    [
      'a warning with the cause',
      { state: 'Failed', what: 'the container iris keeps crashing', diagnoses: [diagnosis] },
      [
        {
          severity: 'warning',
          message:
            'The service iris is failed: the container iris keeps crashing. Most likely: It is out of memory.',
          remedy: 'Raise memoryInGB.',
          azure: { portalUrl: 'https://portal/x' },
          evidence: ['Killed (2 times)'],
        },
      ],
    ],
    [
      'a warning where no cause is known',
      { state: 'Unhealthy', what: 'it does not answer' },
      [
        expect.objectContaining({
          severity: 'warning',
          message: 'The service iris is unhealthy: it does not answer.',
          remedy: expect.stringContaining('mode: deploy'),
        }),
      ],
    ],
    [
      'a notice about one that comes up',
      { state: 'Transitioning', what: 'it is being created' },
      [expect.objectContaining({ severity: 'notice', remedy: 'Look again in a few minutes.' })],
    ],
    [
      'a warning about one that comes up badly',
      { state: 'Transitioning', what: 'it is being created', diagnoses: [diagnosis] },
      [expect.objectContaining({ severity: 'warning', remedy: 'Raise memoryInGB.' })],
    ],
  ])('is %s', (_what, changes, findings) => {
    expect(stateFinding({ ...service, ...changes }, 'https://portal/x')).toEqual(findings);
  });
});

describe('what is said about a candidate', () => {
  const candidate = { inspection: { ...service, groupName: 'iris-candidate' }, serves: false };

  it.each<[string, Parameters<typeof candidateFinding>, 'warning' | 'notice', RegExp]>([
    [
      'serves',
      [{ ...candidate, serves: true }, service],
      'warning',
      /^A candidate serves since a rollback failed: iris-candidate is healthy/,
    ],
    [
      'is all there is',
      [candidate, undefined],
      'warning',
      /^A candidate is left: .* container group is gone\.$/,
    ],
    [
      'is of a run',
      [{ ...candidate, run: 'https://run' }, service],
      'notice',
      /iris-candidate, of the run https:\/\/run\.$/,
    ],
  ])('that %s', (_what, given, severity, message) => {
    expect(candidateFinding(...given)).toEqual([
      expect.objectContaining({ severity, message: expect.stringMatching(message) }),
    ]);
  });
});
