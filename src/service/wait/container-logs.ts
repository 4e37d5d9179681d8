import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';

/** Enough for a traceback and the tree of the model folder, which the scoring server prints after it. */
const TAIL = 500;

/**
 * Keeps the last log of each container that was not empty: a restart empties the log, and takes the reason of the
 * crash with it. Reading never holds anybody up and never fails.
 */
export class ContainerLogs {
  readonly #groups: ContainerGroups;
  readonly #name: string;
  readonly #kept = new Map<string, string>();
  readonly #reading = new Map<string, Promise<void>>();

  constructor(groups: ContainerGroups, name: string) {
    this.#groups = groups;
    this.#name = name;
  }

  /** The last log of each container that was not empty, by the container's name. */
  get kept(): ReadonlyMap<string, string> {
    return this.#kept;
  }

  /** Starts to read the logs of all containers that have started at least once. Resolves when they are read. */
  async read(group: ContainerGroup | undefined): Promise<void> {
    const started = (group?.containers ?? []).filter(({ instanceView }) => hasStarted(instanceView));
    await Promise.all(started.map(({ name }) => this.#readOne(name)));
  }

  #readOne(container: string): Promise<void> {
    // A slow answer is waited for; it does not pile up.
    const reading = this.#reading.get(container) ?? this.#fetch(container);
    this.#reading.set(container, reading);
    return reading;
  }

  async #fetch(container: string): Promise<void> {
    const text = await this.#groups.logs(this.#name, container, TAIL).catch(() => undefined);
    if (text?.trim()) this.#kept.set(container, text);
    this.#reading.delete(container);
  }
}

type InstanceView = ContainerGroup['containers'][number]['instanceView'];

function hasStarted(view: InstanceView): boolean {
  return (
    view?.previousState !== undefined || ['Running', 'Terminated'].includes(view?.currentState?.state ?? '')
  );
}
