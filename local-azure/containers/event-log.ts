import type { ContainerEvent } from './types.ts';

/** Events of one container, counted as Kubernetes counts them: the same name and message is one event. */
export class EventLog {
  readonly #old: readonly ContainerEvent[];
  #events: ContainerEvent[] = [];

  /** Events of an earlier deployment of the same container stay visible and are not counted on. */
  constructor(old: readonly ContainerEvent[] = []) {
    this.#old = old;
  }

  add(name: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    const now = new Date().toISOString();
    const known = this.#events.findIndex((event) => event.name === name && event.message === message);
    const before = this.#events[known];
    if (before) this.#events[known] = { ...before, count: before.count + 1, lastTimestamp: now };
    else this.#events.push({ count: 1, firstTimestamp: now, lastTimestamp: now, name, message, type });
  }

  all(): readonly ContainerEvent[] {
    return [...this.#old, ...this.#events];
  }
}
