import { formatElapsed } from '../../elapsed.ts';
import { formatModelList } from '../../models/list.ts';
import type { Deployed } from '../../service/decide/deployed.ts';
import type { ServiceEvent } from '../../service/wait/events.ts';
import { describeEvent } from '../../service/wait/events.ts';
import type { ContainerStatus, Inspection } from '../../service/wait/inspection.ts';
import type { Endpoint } from '../../service/types.ts';
import { formatTime } from '../times.ts';

/** Events shown. */
const SHOWN_EVENTS = 15;

/** Texts about the state of a service that log and summary have in common. What comes from outside is as it is. */

/** "3 d 4 h, since 2026-11-22 19:51:02 UTC"; undefined while a container does not run. */
export function uptimeText({ upSince }: Inspection, now: number): string | undefined {
  return upSince === undefined
    ? undefined
    : `${formatElapsed(uptimeMs(upSince, now))}, since ${formatTime(upSince)}`;
}

/** Milliseconds for which it has been up. Azure's clock and the runner's may differ. */
export function uptimeMs(upSince: number, now: number): number {
  return Math.max(0, now - upSince);
}

/** "Healthy: http://…/score", "Unhealthy: the container iris is Waiting". */
export function statusLine({ state, what }: Inspection, endpoint: Endpoint | undefined): string {
  return [state, what ?? endpoint?.scoringUri].filter((part) => part !== undefined).join(': ');
}

/** "Running", "Waiting (CrashLoopBackOff: …)". */
export function stateText({ state, detail }: Pick<ContainerStatus, 'state' | 'detail'>): string {
  return detail === '' ? state : `${state} (${detail})`;
}

/** "exit code 137 at 2026-11-25 23:51:02 UTC"; undefined when it has not ended. */
export function endText({ exitCode, endedAt }: ContainerStatus): string | undefined {
  if (exitCode === undefined) return undefined;
  return `exit code ${exitCode}${endedAt === undefined ? '' : ` at ${formatTime(endedAt)}`}`;
}

/** "iris:3, other:1"; an ellipsis stands for those that the tag does not hold. */
export function modelsText({ models: { models, isComplete } }: Deployed): string {
  return [formatModelList(models, Infinity).replaceAll(',', ', '), ...(isComplete ? [] : ['…'])]
    .filter((part) => part !== '')
    .join(', ');
}

/** The last events, a line each, the newest last. */
export function eventLines(events: readonly ServiceEvent[]): string[] {
  return events.slice(-SHOWN_EVENTS).map((event) => {
    const at = event.last === undefined ? '' : `${formatTime(event.last)}  `;
    return `${at}${describeEvent(event)}`;
  });
}

/** All restarts of all containers. */
export function restartsOf({ containers }: Inspection): number {
  return containers.reduce((sum, { restarts }) => sum + restarts, 0);
}
