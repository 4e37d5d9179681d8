import { EventLog } from './event-log.ts';
import { pullReason, type PullFailure } from './faults.ts';
import type { ExitStatus } from './process.ts';
import type { ContainerEvent, ContainerState } from './types.ts';

const CRASH_BACK_OFF = 'CrashLoopBackOff: Back-off restarting failed';

/** What ARM shows of one container, and what its group wants to know of it. */
export class ContainerStatus {
  readonly #name: string;
  readonly #image: string;
  readonly #events: EventLog;
  #current: ContainerState = { state: 'Waiting', detailStatus: '' };
  #previous: ContainerState | undefined;
  #restartCount = 0;
  #failed = false;
  #ready = false;

  constructor(name: string, image: string, oldEvents: readonly ContainerEvent[]) {
    this.#name = name;
    this.#image = image;
    this.#events = new EventLog(oldEvents);
  }

  /** True while traffic may be sent to it. */
  get ready(): boolean {
    return this.#ready;
  }

  /** True once a pull, a start or a run of it has failed. */
  get failed(): boolean {
    return this.#failed;
  }

  get current(): ContainerState {
    return this.#current;
  }

  get events(): readonly ContainerEvent[] {
    return this.#events.all();
  }

  /** instanceView of the container, in the order of the recorded fields. */
  view(): Record<string, unknown> {
    return {
      restartCount: this.#restartCount,
      currentState: this.#current,
      ...(this.#previous && { previousState: this.#previous }),
      events: this.events,
    };
  }

  pulling(): void {
    this.#events.add('Pulling', `pulling image "${this.#image}"`);
  }

  pulled(milliseconds: number): void {
    const seconds = (milliseconds / 1000).toFixed(9);
    this.#events.add('Pulled', `Successfully pulled image "${this.#image}" in ${seconds}s`);
  }

  notPulled(failure?: PullFailure): void {
    const image = this.#image;
    const reason = pullReason(image, failure);
    this.#failed = true;
    this.#events.add('Failed', `Failed to pull image "${image}": ${reason}`, 'Warning');
    this.#events.add('BackOff', `Back-off pulling image "${image}"`);
  }

  created(): void {
    this.#events.add('Created', `Created container ${this.#name}`);
  }

  running(startTime: string, ready: boolean): void {
    if (this.#current.state === 'Terminated') this.#previous = this.#current;
    this.#current = { state: 'Running', startTime, detailStatus: '' };
    this.#ready = ready;
    this.#events.add('Started', `Started container ${this.#name}`);
  }

  /** The readiness probe has a verdict. */
  becomes(ready: boolean): void {
    this.#ready = ready;
  }

  /** A probe has failed once. `kind` is Readiness or Liveness. */
  unhealthy(kind: string, message: string): void {
    this.#events.add('Unhealthy', `${kind} probe failed: ${message}`, 'Warning');
  }

  killing(why: string): void {
    this.#ready = false;
    this.#events.add('Killing', `Killing container with id ${this.#name}: ${why}`);
  }

  terminated(startTime: string, { code, startError }: ExitStatus): void {
    this.#ready = false;
    if (code !== 0) this.#failed = true;
    if (startError !== undefined) {
      const reason = `to create containerd task: failed to create shim task: ${startError}: unknown`;
      const message = `Error: Failed to start container ${this.#name}, Error response: ${reason}`;
      this.#events.add('Failed', message, 'Warning');
    }
    const detailStatus = code === 0 ? 'Completed' : 'Error';
    const finishTime = new Date().toISOString();
    this.#current = { state: 'Terminated', startTime, exitCode: code, finishTime, detailStatus };
  }

  backingOff(): void {
    this.#events.add('BackOff', 'Back-off restarting failed container');
    this.#previous = this.#current;
    this.#current = { state: 'Waiting', detailStatus: CRASH_BACK_OFF };
  }

  restarting(): void {
    this.#restartCount++;
  }
}
