import type { Container } from '@azure/arm-containerinstance';
import type { ServiceEvent } from './events.ts';
import { isSince } from './events.ts';
import type { View } from './view.ts';
import { exitCodeOf } from './view.ts';

/** Restarts after which a container counts as crashing for good. */
const CRASH_LOOP_RESTARTS = 2;
/** Failed events after which an image counts as one that cannot be pulled, or a container as one that cannot start. */
const FAILED_EVENTS = 3;

/** A deployment that will not become healthy any more, although Azure would go on trying for half an hour. */
export interface Wreck {
  readonly kind: 'operation' | 'mount' | 'start' | 'crash-loop';
  /** What happened, without a period: "the container iris keeps crashing (exit code 3)". */
  readonly what: string;
  /** Azure's own words for it. */
  readonly said?: string;
  /** The container at fault, where it is one. */
  readonly container?: string;
}

/** Tells whether a deployment is lost. */
export function wreckOf(view: View): Wreck | undefined {
  return failedMount(view) ?? failedStart(view) ?? crashLoop(view) ?? failedOperation(view);
}

function failedOperation({ operation, group }: View): Wreck | undefined {
  if (operation && /^(failed|canceled)$/i.test(operation.status)) {
    const said = operation.error?.message;
    return { kind: 'operation', what: 'Azure reports that the deployment failed', ...(said && { said }) };
  }
  // While the operation runs, the group may still show the failure of the deployment before.
  if (group?.provisioningState !== 'Failed' || (operation && operation.status !== 'Succeeded'))
    return undefined;
  return { kind: 'operation', what: 'Azure reports that the container group failed' };
}

function failedMount({ events }: View): Wreck | undefined {
  const event = events.find(({ name }) => /^FailedMount$/i.test(name));
  return event && { kind: 'mount', what: 'its containers cannot start', said: event.message, ...at(event) };
}

/** Pull failures, and containers that cannot be started at all: ACI calls both Failed. */
function failedStart({ events }: View): Wreck | undefined {
  const failed = events.filter(({ name }) => /^Failed$/i.test(name));
  const last = failed.at(-1);
  if (!last || failed.reduce((sum, { count }) => sum + count, 0) < FAILED_EVENTS) return undefined;
  return { kind: 'start', what: whatFailed(last), said: last.message, ...at(last) };
}

/** The runtime's chain of errors stays with the events, where it is evidence. */
function whatFailed({ message, container }: ServiceEvent): string {
  const image = /^Failed to pull image "(?<image>[^"]+)"/.exec(message)?.groups?.['image'];
  if (image !== undefined) return `the image ${image} cannot be pulled`;
  return container === undefined
    ? 'a container cannot be started'
    : `the container ${container} cannot be started`;
}

function crashLoop(view: View): Wreck | undefined {
  const container = view.group?.containers.find((each) => isLooping(each, view));
  if (!container) return undefined;
  const code = exitCodeOf(container, view.since);
  const how = code === undefined ? '' : ` (exit code ${code})`;
  return {
    kind: 'crash-loop',
    what: `the container ${container.name} keeps crashing${how}`,
    container: container.name,
  };
}

function isLooping({ name, instanceView }: Container, { restarts, since }: View): boolean {
  if ((restarts.get(name) ?? 0) >= CRASH_LOOP_RESTARTS) return true;
  const backsOff = /CrashLoopBackOff/i.test(instanceView?.currentState?.detailStatus ?? '');
  return backsOff && isSince({ last: instanceView?.previousState?.finishTime?.getTime() }, since);
}

function at({ container }: ServiceEvent): { container?: string } {
  return container === undefined ? {} : { container };
}
