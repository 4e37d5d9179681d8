import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import { readSettled } from '../../../src/service/write/settled.ts';
import { stage } from '../fake-azure.ts';
import { FakeClock } from '../fake-clock.ts';
import { event, liveGroup, waiting } from '../samples.ts';

/** Reads a group that is so by the seconds. */
async function read(
  group: (seconds: number) => ContainerGroup | undefined,
): Promise<{ found: ContainerGroup | undefined; seconds: number; lines: string[] }> {
  const clock = new FakeClock();
  const start = clock.now();
  const { groups, log, lines } = stage(clock, { group });
  const found = await clock.run(readSettled({ groups, groupName: 'iris-0a1b2c3d', clock, log }));
  return { found, seconds: (clock.now() - start) / 1000, lines };
}

const BUSY = ['Azure is still busy with iris-0a1b2c3d; waiting up to 5 m 0 s.'];

describe('a group that is read before an update', () => {
  it.each(['Pending', 'Creating', 'Repairing', 'Deleting'])('is waited for while it is %s', async (state) => {
    const played = await read((s) => liveGroup({ provisioningState: s < 40 ? state : 'Succeeded' }));
    expect(played.found?.provisioningState).toBe('Succeeded');
    expect(played.seconds).toBeGreaterThanOrEqual(40);
    expect(played.seconds).toBeLessThan(53);
    expect(played.lines).toEqual(BUSY);
  });

  it('is gone when the operation was its deletion', async () => {
    const played = await read((s) => (s < 20 ? liveGroup({ provisioningState: 'Deleting' }) : undefined));
    expect(played.found).toBeUndefined();
    expect(played.seconds).toBeLessThan(33);
  });

  it('is taken as it is after five minutes', async () => {
    const played = await read(() => liveGroup({ provisioningState: 'Pending' }));
    expect(played.found?.provisioningState).toBe('Pending');
    expect(played.seconds).toBeGreaterThan(280);
    expect(played.seconds).toBeLessThan(305);
  });

  it.each<[string, ContainerGroup | undefined]>([
    ['is not there', undefined],
    ['is through', liveGroup()],
    ['has failed', liveGroup({ provisioningState: 'Failed' })],
    [
      'cannot come up any more',
      liveGroup(
        { provisioningState: 'Creating' },
        { iris: waiting({ events: [event('Failed', 'Failed to pull image "x": not found', 3, 0)] }) },
      ),
    ],
  ])('is not waited for when it %s', async (_what, group) => {
    const played = await read(() => group);
    expect(played.found).toBe(group);
    expect(played.seconds).toBeLessThan(1);
    expect(played.lines).toEqual([]);
  });
});
