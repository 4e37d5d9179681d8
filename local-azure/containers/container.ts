import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortMap } from './address.ts';
import { containerCommand, mapArguments, type Surroundings } from './command.ts';
import { EventLog } from './event-log.ts';
import { readLog } from './log-file.ts';
import { pause, watchProbe, type ProbeTarget } from './probe.ts';
import { startProcess, type ExitStatus, type RunningProcess } from './process.ts';
import type { Programs } from './python.ts';
import { ContainerRoot, type Mount } from './root.ts';
import type {
  ContainerEvent,
  ContainerSpec,
  ContainerState,
  Pace,
  Probe,
  PullImage,
  RestartPolicy,
  RunnableImage,
} from './types.ts';

/** What the containers of one group share. */
export interface GroupSurroundings {
  /** Folder of the group. */
  readonly folder: string;
  readonly host: string;
  readonly ports: PortMap;
  readonly programs: Programs;
  readonly pull: PullImage;
  readonly pace: Pace;
  /** Folders of the group's volumes by name. */
  readonly volumes: ReadonlyMap<string, string>;
}

const IMAGE_BACK_OFF = 'Back-off pulling image';
const CRASH_BACK_OFF = 'CrashLoopBackOff: Back-off restarting failed';
/** Kubernetes' longest wait between restarts, in multiples of the first one (10 s -> 300 s). */
const LONGEST_BACK_OFF = 30;
/** After this many first waits of good running the back-off starts anew (Kubernetes: 10 minutes). */
const RECOVERED_AFTER = 60;

/** One container of a group: pulls, runs, probes and restarts until it is stopped. */
export class Container {
  readonly spec: ContainerSpec;
  /** Resolves when the container has run for the first time, or will never run. */
  readonly started: Promise<void>;
  /** Resolves when the container will not run again. */
  readonly finished: Promise<void>;
  readonly #around: GroupSurroundings;
  readonly #policy: RestartPolicy;
  readonly #events: EventLog;
  readonly #root: ContainerRoot;
  readonly #folder: string;
  readonly #stop = new AbortController();
  readonly #markStarted: () => void;
  #current: ContainerState = { state: 'Waiting', detailStatus: '' };
  #previous: ContainerState | undefined;
  #restartCount = 0;
  #failed = false;
  #ready = false;
  #process: RunningProcess | undefined;

  constructor(
    spec: ContainerSpec,
    policy: RestartPolicy,
    around: GroupSurroundings,
    oldEvents: readonly ContainerEvent[],
  ) {
    this.spec = spec;
    this.#policy = policy;
    this.#around = around;
    this.#events = new EventLog(oldEvents);
    this.#folder = join(around.folder, spec.name);
    this.#root = new ContainerRoot(join(this.#folder, 'root'));
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.started = promise;
    this.#markStarted = () => resolve(undefined);
    this.finished = this.#live().finally(this.#markStarted);
  }

  /** True while traffic may be sent to it. */
  get ready(): boolean {
    return this.#ready;
  }

  /** True once a pull, a start or a run of it has failed. */
  get failed(): boolean {
    return this.#failed;
  }

  get state(): ContainerState {
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

  /** Log of the current incarnation, without this machine's paths. */
  async log(): Promise<string> {
    const text = await readLog(this.#logFile);
    const mounts = this.#mounts().map((mount) => [mount.source, mount.path] as const);
    return [[join(this.#folder, 'nginx'), ''] as const, ...mounts].reduce(
      (result, [from, to]) => result.replaceAll(from, to),
      text.replaceAll(this.#root.folder, ''),
    );
  }

  /** Ends it for good and deletes its files. */
  async stop(): Promise<void> {
    this.#ready = false;
    this.#stop.abort();
    if (this.#process) {
      this.#events.add(
        'Killing',
        `Killing container with id ${this.spec.name}: stopping the container group.`,
      );
      await this.#process.kill(this.#around.pace.graceMs);
    }
    await this.finished;
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #logFile(): string {
    return join(this.#folder, 'log');
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #live(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const image = await this.#pull();
    for (let crashes = 0; image && !this.#isStopped();) {
      const began = Date.now();
      const exit = await this.#runOnce(image);
      if (this.#isStopped() || !this.#restarts(exit.code)) return;
      if (Date.now() - began > RECOVERED_AFTER * this.#around.pace.backOffBaseMs) crashes = 0;
      await this.#backOff(crashes++);
      if (!this.#isStopped()) this.#restartCount++;
    }
  }

  #restarts(code: number): boolean {
    return this.#policy === 'Always' || (this.#policy === 'OnFailure' && code !== 0);
  }

  /** Kubernetes restarts at once after the first crash; then it waits, twice as long each time. */
  async #backOff(crashes: number): Promise<void> {
    if (crashes === 0) return pause(this.#around.pace.backOffBaseMs / 20, this.#stop.signal);
    this.#events.add('BackOff', 'Back-off restarting failed container');
    this.#previous = this.#current;
    this.#current = { state: 'Waiting', detailStatus: CRASH_BACK_OFF };
    await this.#waitBackOff(crashes - 1);
  }

  #waitBackOff(doublings: number): Promise<void> {
    const factor = Math.min(2 ** doublings, LONGEST_BACK_OFF);
    return pause(factor * this.#around.pace.backOffBaseMs, this.#stop.signal);
  }

  /** Tries until the image is there or the container is stopped. */
  async #pull(): Promise<RunnableImage | undefined> {
    const { image } = this.spec;
    for (let attempt = 0; !this.#isStopped(); attempt++) {
      this.#events.add('Pulling', `pulling image "${image}"`);
      const began = performance.now();
      const found = this.#around.pull(image);
      if (found) {
        const seconds = (performance.now() - began) / 1000;
        this.#events.add('Pulled', `Successfully pulled image "${image}" in ${seconds.toFixed(9)}s`);
        return found;
      }
      this.#failed = true;
      const reason = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": ${image}: not found`;
      this.#events.add('Failed', `Failed to pull image "${image}": ${reason}`, 'Warning');
      this.#events.add('BackOff', `${IMAGE_BACK_OFF} "${image}"`);
      await this.#waitBackOff(attempt);
    }
    return undefined;
  }

  /** One incarnation: a fresh root folder, the process, its probes, its end. */
  async #runOnce(image: RunnableImage): Promise<ExitStatus> {
    await this.#root.prepare(image.tree, image.config.workdir, this.#mounts());
    await writeFile(this.#logFile, '');
    const around: Surroundings = { ...this.#around, root: this.#root, scratch: this.#folder };
    const command = await containerCommand(this.spec, image.config, around);
    if (this.#isStopped()) return { code: 0 };
    this.#events.add('Created', `Created container ${this.spec.name}`);
    const cwd = this.#root.inside(image.config.workdir);
    if (command.kind === 'exit') {
      await writeFile(this.#logFile, command.log);
      return this.#watch(Promise.resolve({ code: command.code }), undefined);
    }
    this.#process = startProcess({ argv: command.argv, env: command.env, cwd, logFile: this.#logFile });
    const exit = await this.#watch(this.#process.exit, { ...command, cwd });
    this.#process = undefined;
    return exit;
  }

  async #watch(exit: Promise<ExitStatus>, process: ProcessContext | undefined): Promise<ExitStatus> {
    const startTime = new Date().toISOString();
    const lifetime = new AbortController();
    const early = await Promise.race([exit, pause(1, lifetime.signal)]);
    if (!early?.startError) this.#entersRunning(startTime);
    if (process && !early) this.#probe(process, lifetime.signal);
    const status = await exit;
    lifetime.abort();
    await this.#entersTerminated(startTime, status);
    return status;
  }

  #entersRunning(startTime: string): void {
    if (this.#current.state === 'Terminated') this.#previous = this.#current;
    this.#current = { state: 'Running', startTime, detailStatus: '' };
    this.#ready = this.spec.readiness === undefined;
    this.#events.add('Started', `Started container ${this.spec.name}`);
    this.#markStarted();
  }

  async #entersTerminated(startTime: string, status: ExitStatus): Promise<void> {
    this.#ready = false;
    if (status.code !== 0) this.#failed = true;
    if (status.startError !== undefined) {
      const reason = `to create containerd task: failed to create shim task: ${status.startError}: unknown`;
      const message = `Error: Failed to start container ${this.spec.name}, Error response: ${reason}`;
      this.#events.add('Failed', message, 'Warning');
      await writeFile(this.#logFile, `${status.startError}\n`);
    }
    const detailStatus = status.code === 0 ? 'Completed' : 'Error';
    const finishTime = new Date().toISOString();
    this.#current = { state: 'Terminated', startTime, exitCode: status.code, finishTime, detailStatus };
  }

  #probe(process: ProcessContext, signal: AbortSignal): void {
    const target: ProbeTarget = {
      ...this.#around,
      exec: (command, timeoutMs) => this.#exec(command, process, timeoutMs),
    };
    const watch = (kind: string, probe: Probe, onVerdict: (isGood: boolean) => void): void => {
      const onFailure = (message: string): void =>
        this.#events.add('Unhealthy', `${kind} probe failed: ${message}`, 'Warning');
      void watchProbe({ probe, target, secondMs: this.#around.pace.secondMs, signal, onFailure, onVerdict });
    };
    if (this.spec.readiness) watch('Readiness', this.spec.readiness, (isGood) => (this.#ready = isGood));
    if (this.spec.liveness)
      watch('Liveness', this.spec.liveness, (isGood) => isGood || this.#killUnhealthy());
  }

  #killUnhealthy(): void {
    const why = 'Container failed liveness probe, will be restarted';
    this.#events.add('Killing', `Killing container with id ${this.spec.name}: ${why}`);
    void this.#process?.kill(this.#around.pace.graceMs);
  }

  /** Runs a probe's command beside the container's process. */
  async #exec(command: readonly string[], process: ProcessContext, timeoutMs: number): Promise<number> {
    const argv = mapArguments(command, this.#root);
    const run = startProcess({ ...process, argv, logFile: join(this.#folder, 'exec.log') });
    const timer = setTimeout(() => void run.kill(0), timeoutMs);
    const { code } = await run.exit;
    clearTimeout(timer);
    return code;
  }

  #mounts(): Mount[] {
    return this.spec.mounts.flatMap((mount) => {
      const source = this.#around.volumes.get(mount.volume);
      return source === undefined ? [] : [{ source, path: mount.path }];
    });
  }
}

interface ProcessContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}
