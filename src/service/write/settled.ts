import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import { ruleOf, totalWait } from '../../azure/retry.ts';
import type { Clock } from '../../clock.ts';
import { formatElapsed } from '../../elapsed.ts';
import type { Log } from '../../log.ts';
import { eventsSince } from '../wait/events.ts';
import { isUnderWay } from '../wait/view.ts';
import { wreckOf } from '../wait/wreck.ts';

/**
 * Reads a group, and waits while another operation on it is under way: what it is then is what an update starts from.
 * A group that cannot come up any more is not waited for, nor is one that takes longer than five minutes.
 */
export async function readSettled(request: {
  readonly groups: ContainerGroups;
  readonly groupName: string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<ContainerGroup | undefined> {
  const { groups, groupName, clock, log } = request;
  const rule = ruleOf('group-in-transition');
  const [wait = 0] = rule.waits;
  const giveUp = clock.now() + totalWait(rule);
  for (let told = false; ; told = true) {
    const group = await groups.get(groupName);
    if (!group || !isBusy(group) || clock.now() + wait > giveUp) return group;
    if (!told)
      log.info(`Azure is still busy with ${groupName}; waiting up to ${formatElapsed(totalWait(rule))}.`);
    await clock.sleep(wait);
  }
}

function isBusy(group: ContainerGroup): boolean {
  if (!isUnderWay(group)) return false;
  const events = eventsSince({ group, operation: [], since: undefined, before: undefined });
  return !wreckOf({ group, operation: undefined, events, restarts: new Map(), since: undefined });
}
