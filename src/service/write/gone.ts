import { AzureError } from '../../azure/azure-error.ts';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import { explain } from '../../azure/explain.ts';
import { withRetry } from '../../azure/retry.ts';
import type { Clock } from '../../clock.ts';
import { formatElapsed } from '../../elapsed.ts';
import { failure } from '../../findings.ts';
import type { Log } from '../../log.ts';

/** Milliseconds between two looks at a group that is being deleted, and until it must be gone. */
const GONE = { wait: 1_000, atMost: 120_000 } as const;

/**
 * Deletes a group and resolves when Azure no longer knows it. A group that is absent is gone.
 * @throws ActionError when Azure refuses it, or still shows the group after two minutes.
 */
export async function deleteGroup(request: {
  readonly groups: ContainerGroups;
  readonly groupName: string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  const { groups, groupName, clock } = request;
  try {
    await withRetry({ call: 'delete' }, () => groups.delete(groupName), request);
  } catch (caught) {
    throw caught instanceof AzureError ? explain(caught) : caught;
  }
  const giveUp = clock.now() + GONE.atMost;
  while ((await groups.get(groupName)) !== undefined) {
    if (clock.now() >= giveUp) {
      throw failure(
        `Azure took the deletion of the container group ${groupName}, but still shows it after ${formatElapsed(GONE.atMost)}.`,
        { remedy: 'Look at the group in the portal; run the workflow again when it is gone.' },
      );
    }
    await clock.sleep(GONE.wait);
  }
}
