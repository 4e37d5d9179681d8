import { describe, expect, it } from '@jest/globals';
import { afterwards, isIdle } from '../../../src/phases/cancel/afterwards.ts';
import { cancelledFinding } from '../../../src/phases/cancel/cancelled.ts';
import type { LiveUnderWay, UnderWay } from '../../../src/phases/cancel/ledger.ts';

const before = {
  group: { name: 'iris', osType: 'Linux', containers: [] },
  known: { name: 'iris', scoringPath: '/score' },
};
const write: LiveUnderWay = {
  groupName: 'iris',
  revision: 'new',
  step: 'write',
  isProven: false,
  isKept: false,
  before,
};
const creation: LiveUnderWay = { ...write, before: undefined };
const unverified = { groupName: 'iris-candidate', run: 'run', isVerified: false };
const verified = { ...unverified, isVerified: true };

interface Case {
  readonly name: string;
  readonly left: UnderWay;
  readonly live?: 'restore' | 'follow' | 'leave';
  readonly candidate?: 'at once' | 'in the end';
  readonly told: string;
}

const CASES: readonly Case[] = [
  { name: 'nothing', left: {}, told: 'nothing of it is under way in Azure' },
  {
    name: 'a build',
    left: { build: { id: 'cb1', server: 'ml.azurecr.io' } },
    told: 'in Azure the build cb1 in ml.azurecr.io goes on, and the next run will use its image',
  },
  {
    name: 'a candidate',
    left: { candidate: unverified },
    candidate: 'at once',
    told: "in Azure the candidate iris-candidate goes on until this job's post step removes it",
  },
  {
    name: 'an unproven change',
    left: { live: write },
    live: 'restore',
    told: "in Azure the change of iris goes on until this job's post step rolls it back",
  },
  {
    name: 'a proven change',
    left: { live: { ...write, isProven: true }, candidate: verified },
    live: 'follow',
    candidate: 'in the end',
    told: "in Azure the change of iris goes on and is not undone, because a candidate has proved that it works; the candidate iris-candidate goes on until this job's post step removes it",
  },
  {
    name: 'the rollback of a proven change',
    left: { live: { ...write, isProven: true, step: 'roll-back' }, candidate: verified },
    live: 'restore',
    candidate: 'in the end',
    told: "in Azure the rollback of iris goes on, and this job's post step sees to it; the candidate iris-candidate goes on until this job's post step removes it",
  },
  {
    name: 'the rollback of an unproven change beside a candidate that was not verified',
    left: { live: { ...write, step: 'roll-back' }, candidate: unverified },
    live: 'restore',
    candidate: 'at once',
    told: "in Azure the rollback of iris goes on, and this job's post step sees to it; the candidate iris-candidate goes on until this job's post step removes it",
  },
  {
    name: 'a change that is kept',
    left: { live: { ...write, isKept: true } },
    live: 'leave',
    told: 'in Azure the change of iris goes on and is not undone, because on-failure is keep',
  },
  {
    name: 'a creation',
    left: { live: creation },
    live: 'leave',
    told: 'in Azure the change of iris goes on; there was no service before it',
  },
  {
    name: 'a change whose state before was not saved',
    left: { live: { ...creation, isUnsaved: true } },
    live: 'leave',
    told: 'in Azure the change of iris goes on, and the state before cannot be put back',
  },
];

describe('what a run leaves under way', () => {
  it.each(CASES)('$name: what the post step does', ({ left, live, candidate }) => {
    const duty = afterwards(left);
    expect(duty.live?.kind).toBe(live);
    expect(duty.candidate === undefined).toBe(candidate === undefined);
    expect(duty.isCandidateNeeded).toBe(candidate === 'in the end');
    expect(isIdle(duty)).toBe(live === undefined && candidate === undefined);
  });

  it.each(CASES)('$name: what a person is told', ({ left, told }) => {
    expect(cancelledFinding('Build image', left)).toEqual({
      severity: 'error',
      message: `The run was cancelled while it was at "Build image"; ${told}.`,
    });
  });

  it('is told between two phases as well', () => {
    expect(cancelledFinding(undefined, {}).message).toBe(
      'The run was cancelled; nothing of it is under way in Azure.',
    );
  });
});
