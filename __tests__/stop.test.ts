import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '../src/clock.ts';
import { createLedger } from '../src/phases/cancel/ledger.ts';
import type { UnderWay } from '../src/phases/cancel/ledger.ts';
import { timeLine } from '../src/phases/time-line.ts';
import type { Phase } from '../src/report/types.ts';
import { Cancelled, stopOnSignals, stoppableClock, unlessStopped } from '../src/stop.ts';

const HOUR = 3_600_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const never = (): Promise<never> => new Promise(() => undefined);

describe('stoppableClock', () => {
  it('sleeps as ever while nobody stops it, and wakes for the signal of the caller', async () => {
    const clock = stoppableClock(systemClock, new AbortController().signal);
    await expect(clock.sleep(1)).resolves.toBeUndefined();
    await expect(clock.sleep(HOUR, AbortSignal.abort())).resolves.toBeUndefined();
  });

  it('ends a sleep at once, and allows no other', async () => {
    const stop = new AbortController();
    const clock = stoppableClock(systemClock, stop.signal);
    const sleeping = clock.sleep(HOUR, new AbortController().signal);
    stop.abort();
    await expect(sleeping).rejects.toThrow(Cancelled);
    await expect(clock.sleep(1)).rejects.toThrow(Cancelled);
  });
});

describe('stopOnSignals', () => {
  afterEach(() => {
    for (const name of SIGNALS) process.removeAllListeners(name);
    jest.restoreAllMocks();
  });

  it.each(SIGNALS)('aborts at %s, and ends the process at the next signal', (name) => {
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const stop = stopOnSignals();
    expect(stop.aborted).toBe(false);
    process.emit(name);
    expect([stop.aborted, exit.mock.calls]).toEqual([true, []]);
    process.emit('SIGTERM');
    expect(exit.mock.calls).toEqual([[1]]);
  });
});

describe('unlessStopped', () => {
  it('passes on what the work comes to', async () => {
    const { signal } = new AbortController();
    await expect(unlessStopped(signal, () => Promise.resolve(7))).resolves.toBe(7);
    await expect(unlessStopped(signal, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  it('does not wait for work that goes on, and begins none afterwards', async () => {
    const stop = new AbortController();
    const working = unlessStopped(stop.signal, never);
    stop.abort();
    await expect(working).rejects.toThrow(Cancelled);
    let begun = false;
    const late = unlessStopped(stop.signal, () => Promise.resolve((begun = true)));
    await expect(late).rejects.toThrow(Cancelled);
    expect(begun).toBe(false);
  });
});

describe('a phase', () => {
  it('ends at once, and is on the time line as failed', async () => {
    const phases: Phase[] = [];
    const stop = new AbortController();
    const waiting = timeLine(systemClock, phases, stop.signal)('Wait', never);
    stop.abort();
    await expect(waiting).rejects.toThrow(Cancelled);
    expect(phases).toMatchObject([{ name: 'Wait', failed: true }]);
  });
});

describe('the ledger', () => {
  it('saves each note with those before, and begins nothing once the run is to stop', () => {
    const saved: UnderWay[] = [];
    const stop = new AbortController();
    const ledger = createLedger(stop.signal, (underWay) => saved.push(underWay));
    const place = { subscriptionId: 's', resourceGroup: 'r' };
    const candidate = { groupName: 'c', run: 'run', isVerified: false };
    ledger.note({ place });
    ledger.begin({ candidate });
    stop.abort();
    expect(() => ledger.begin({ build: { id: 'cb1', server: 'x' } })).toThrow(Cancelled);
    ledger.note({ candidate: undefined });
    expect(saved).toEqual([{ place }, { place, candidate }, { place, candidate: undefined }]);
    expect(ledger.underWay).toEqual({ place, candidate: undefined });
  });
});
