import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import { readLogs } from '../../../src/phases/inspect/read-logs.ts';
import type { ContainerLog } from '../../../src/report/types.ts';
import { liveGroup, running, waiting } from '../../service/samples.ts';
import { World } from '../world.ts';

type View = NonNullable<Parameters<typeof liveGroup>[1]>[string];

async function read(
  view: View,
  log: string | undefined,
  changes: Partial<ContainerGroup> = {},
): Promise<ContainerLog | undefined> {
  const group = liveGroup({ name: 'iris-0a1b2c3d', ...changes }, { iris: view });
  const { target } = new World().job();
  const groups = { ...target.groups, logs: () => Promise.resolve(log) };
  const hide = <T>(value: T): T =>
    (typeof value === 'string' ? value.replaceAll('secret', '***') : value) as T;
  return (await readLogs(group, { groups }, { hide }))[0];
}

const ended = { state: 'Terminated', exitCode: 3, finishTime: new Date(0) };

describe('a log', () => {
  it('is shown harmless and without secrets, also one that invisible characters have hidden', async () => {
    const log = '::error::no\n##[group]no\na secret, a sec\u200bret, a se\u001b[31mcret';
    expect(await read(running(), log)).toEqual({
      container: 'iris',
      text: ': :error::no\n## [group]no\na ***, a ***, a ***',
    });
  });

  it.each<[string, View, Partial<ContainerGroup>, string]>([
    [
      'was stopped',
      running(),
      { instanceView: { state: 'Stopped', events: [] } },
      'the container group is stopped, and that empties the logs',
    ],
    [
      'was restarted',
      running({ restartCount: 1, previousState: ended }),
      {},
      'the container was restarted, which empties the log, and has written nothing since',
    ],
    [
      'was restarted, as Azure only counts',
      running({ restartCount: 1 }),
      {},
      'the container was restarted, which empties the log, and has written nothing since',
    ],
    ['is quiet', running(), {}, 'the container has written nothing'],
    [
      'has not started',
      waiting({ currentState: { state: 'Waiting', detailStatus: 'ImagePullBackOff' } }),
      { provisioningState: 'Creating' },
      'the container has not started (Waiting: ImagePullBackOff; provisioning state: Creating)',
    ],
  ])('of a container that %s is missing for a reason', async (_what, view, changes, why) => {
    for (const empty of [undefined, '', ' \n'])
      expect(await read(view, empty, changes)).toEqual({ container: 'iris', text: '', why });
  });
});
