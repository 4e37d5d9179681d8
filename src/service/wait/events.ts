import type { ContainerGroup, Event } from '@azure/arm-containerinstance';
import type { AciEvent } from '../../azure/container-instance/operation.ts';

/** An event of this deployment. */
export interface ServiceEvent extends AciEvent {
  /** Name of the container; undefined for an event of the whole group. */
  readonly container?: string;
}

/** Where the events of a deployment come from. */
export interface EventSources {
  readonly group: ContainerGroup | undefined;
  /** Events that the operation told. */
  readonly operation: readonly AciEvent[];
  /** When the deployment began, in milliseconds by Azure's clock. */
  readonly since: number | undefined;
  /** The group as it was before: an event that is told again goes on counting from there. */
  readonly before?: ContainerGroup | undefined;
}

/** All events since the start of the deployment. Azure keeps the ones of earlier deployments: they are left out. */
export function eventsSince({ group, operation, since, before }: EventSources): ServiceEvent[] {
  const counted = new Map(groupEvents(before).map((event) => [keyOf(event), event.count]));
  const own = groupEvents(group)
    .filter((event) => isSince(event, since))
    .map((event) => ({ ...event, count: Math.max(1, event.count - (counted.get(keyOf(event)) ?? 0)) }));
  const told = new Set(own.map(({ name, message }) => `${name}\n${message}`));
  const others = operation.filter(
    (event) => isSince(event, since) && !told.has(`${event.name}\n${event.message}`),
  );
  return [...own, ...others].sort((a, b) => (a.last ?? 0) - (b.last ?? 0));
}

/** True unless the time is known and before the start. Event times have whole seconds. */
export function isSince(
  { last }: { readonly last?: number | undefined },
  since: number | undefined,
): boolean {
  return last === undefined || since === undefined || last >= Math.floor(since / 1000) * 1000;
}

/** "iris: Pulling: pulling image …", with the count when it happened more than once. */
export function describeEvent({ container, name, message, count }: ServiceEvent): string {
  const times = count > 1 ? ` (${count} times)` : '';
  return `${container ?? 'container group'}: ${name}${message ? `: ${message}` : ''}${times}`;
}

/** When the oldest event or start of a group was, in milliseconds; undefined when there is none yet, or it was read without its instance view. */
export function bornAt({ containers }: ContainerGroup): number | undefined {
  const times = containers
    .flatMap(({ instanceView }) => [
      instanceView?.currentState?.startTime?.getTime(),
      ...(instanceView?.events ?? []).map(({ firstTimestamp }) => firstTimestamp?.getTime()),
    ])
    .filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

function groupEvents(group: ContainerGroup | undefined): ServiceEvent[] {
  const ofGroup = (group?.instanceView?.events ?? []).map((event) => readEvent(event));
  const ofContainers = (group?.containers ?? []).flatMap(({ name, instanceView }) =>
    (instanceView?.events ?? []).map((event) => ({ ...readEvent(event), container: name })),
  );
  return [...ofGroup, ...ofContainers];
}

function readEvent({ name, message, count, firstTimestamp, lastTimestamp }: Event): ServiceEvent {
  return {
    name: name ?? '',
    message: message ?? '',
    count: count ?? 1,
    ...(firstTimestamp && { first: firstTimestamp.getTime() }),
    ...(lastTimestamp && { last: lastTimestamp.getTime() }),
  };
}

function keyOf({ container, name, message }: ServiceEvent): string {
  return JSON.stringify([container, name, message]);
}
