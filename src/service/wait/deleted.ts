import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import type { Clock } from '../../clock.ts';
import { ActionError, error } from '../../findings.ts';

/**
 * Milliseconds that a group which was there must be missing before it counts as deleted: a single look may meet a copy
 * of Resource Manager that lags behind.
 */
export const MISSING_MS = 10_000;
/** Milliseconds between two looks. */
const LOOK_MS = 1_000;

/** Somebody else has deleted the group while this run worked on it. */
export class Deleted extends ActionError {
  constructor(groupName: string, options?: ErrorOptions) {
    super(
      [
        error(
          `The container group ${groupName} is gone: somebody else deleted it while this run worked on it.`,
          {
            remedy:
              'The activity log of its resource group tells who. If it was another run, let no two runs work on one service: set `concurrency` in the workflow.',
          },
        ),
      ],
      options,
    );
    this.name = 'Deleted';
  }
}

/** True when a group that this run has seen is not there, and stays away. */
export async function isDeleted(
  groups: Pick<ContainerGroups, 'get'>,
  groupName: string,
  clock: Clock,
): Promise<boolean> {
  const until = clock.now() + MISSING_MS;
  while ((await groups.get(groupName)) === undefined) {
    if (clock.now() >= until) return true;
    await clock.sleep(LOOK_MS);
  }
  return false;
}
