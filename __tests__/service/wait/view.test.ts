import { describe, expect, it } from '@jest/globals';
import { withoutOldStates } from '../../../src/service/wait/view.ts';
import { liveGroup, running, waiting } from '../samples.ts';

const crashed = waiting({
  restartCount: 3,
  currentState: { state: 'Waiting', detailStatus: 'CrashLoopBackOff' },
});

describe('states from before the deployment', () => {
  const before = liveGroup({}, { iris: crashed });

  it('are no news: Azure shows them for a moment after a PUT', () => {
    const seen = withoutOldStates(liveGroup({}, { iris: crashed }), before);
    expect(seen.containers.map(({ instanceView }) => instanceView?.currentState?.state)).toEqual([
      undefined,
      'Running',
    ]);
  });

  it('are left where something has changed, and where the container runs: not every PUT restarts it', () => {
    const again = liveGroup({}, { iris: { ...crashed, restartCount: 4 } });
    expect(withoutOldStates(again, before)).toEqual(again);
    const runs = liveGroup({}, { iris: running() });
    expect(withoutOldStates(runs, runs)).toEqual(runs);
    expect(withoutOldStates(again, undefined)).toBe(again);
  });
});
