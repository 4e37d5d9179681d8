import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortMap } from './address.ts';
import { containerCommand, mapArguments, type Surroundings } from './command.ts';
import { ContainerStatus } from './container-status.ts';
import { Crashes } from './crashes.ts';
import { delayed, NOT_READY } from './faults.ts';
import { readLog } from './log-file.ts';
import { pause, watchProbe, type ProbeTarget } from './probe.ts';
import { startProcess, type ExitStatus, type RunningProcess } from './process.ts';
import type { Programs } from './python.ts';
import { IMAGE_PACKAGES, LOCAL_PACKAGES } from './python.ts';
import { ContainerRoot, type Mount } from './root.ts';
import type {
  ContainerEvent,
  ContainerSpec,
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

/** Kubernetes' longest wait between restarts, in multiples of the first one (10 s -> 300 s). */
const LONGEST_BACK_OFF = 30;
/** After this many first waits of good running the back-off starts anew (Kubernetes: 10 minutes). */
const RECOVERED_AFTER = 60;

/** One container of a group: pulls, runs, probes and restarts until it is stopped. */
export class Container {
  readonly spec: ContainerSpec;
  readonly status: ContainerStatus;
  /** Resolves when the container has run for the first time, or will never run. */
  readonly started: Promise<void>;
  /** Resolves when the container will not run again. */
  readonly finished: Promise<void>;
  readonly crashes: Crashes;
  readonly #around: GroupSurroundings;
  readonly #policy: RestartPolicy;
  readonly #root: ContainerRoot;
  readonly #folder: string;
  readonly #stop = new AbortController();
  readonly #markStarted: () => void;
  #process: RunningProcess | undefined;

  constructor(
    spec: ContainerSpec,
    policy: RestartPolicy,
    around: GroupSurroundings,
    oldEvents: readonly ContainerEvent[],
  ) {
    this.spec = spec;
    this.status = new ContainerStatus(spec.name, spec.image, oldEvents);
    this.#policy = policy;
    this.#around = around;
    this.#folder = join(around.folder, spec.name);
    this.#root = new ContainerRoot(join(this.#folder, 'root'));
    this.crashes = new Crashes(spec.faults?.crash, this.#logFile);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.started = promise;
    this.#markStarted = () => resolve(undefined);
    this.finished = this.#live().finally(this.#markStarted);
  }

  /** Log of the current incarnation, without this machine's paths. */
  async log(): Promise<string> {
    const text = await readLog(this.#logFile);
    const mounts = this.#mounts().map((mount) => [mount.source, mount.path] as const);
    const nginx = [join(this.#folder, 'nginx'), ''] as const;
    return [[LOCAL_PACKAGES, IMAGE_PACKAGES] as const, nginx, ...mounts].reduce(
      (result, [from, to]) => result.replaceAll(from, to),
      text.replaceAll(this.#root.folder, ''),
    );
  }

  /** Ends it for good and deletes its files. */
  async stop(): Promise<void> {
    this.#stop.abort();
    if (this.#process) await this.#kill(this.#process, 'stopping the container group.');
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
    let crashes = 0;
    while (image && !this.#isStopped()) {
      const began = Date.now();
      const exit = await this.#runOnce(image);
      if (this.#isStopped() || !this.#restarts(exit.code)) return;
      if (Date.now() - began > RECOVERED_AFTER * this.#around.pace.backOffBaseMs) crashes = 0;
      await this.#backOff(crashes++);
      if (!this.#isStopped()) this.status.restarting();
    }
  }

  #restarts(code: number): boolean {
    return this.#policy === 'Always' || (this.#policy === 'OnFailure' && code !== 0);
  }

  /** Kubernetes restarts at once after the first crash; then it waits, twice as long each time. */
  async #backOff(crashes: number): Promise<void> {
    if (crashes === 0) return pause(this.#around.pace.backOffBaseMs / 20, this.#stop.signal);
    this.status.backingOff();
    return this.#waitBackOff(crashes - 1);
  }

  #waitBackOff(doublings: number): Promise<void> {
    const factor = Math.min(2 ** doublings, LONGEST_BACK_OFF);
    return pause(factor * this.#around.pace.backOffBaseMs, this.#stop.signal);
  }

  /** Tries until the image is there or the container is stopped. */
  async #pull(): Promise<RunnableImage | undefined> {
    for (let attempt = 0; !this.#isStopped(); attempt++) {
      this.status.pulling();
      const began = performance.now();
      const fault = this.spec.faults?.pull;
      const fails = fault !== undefined && attempt < fault.failures;
      const found = fails ? undefined : this.#around.pull(this.spec.image);
      if (found) {
        this.status.pulled(performance.now() - began);
        return found;
      }
      this.status.notPulled(fails ? fault.reason : undefined);
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
    this.status.created();
    if (command.kind === 'exit') {
      await writeFile(this.#logFile, command.log);
      return this.#watch(Promise.resolve({ code: command.code }), undefined);
    }
    const cwd = this.#root.inside(image.config.workdir);
    const delayMs = this.spec.faults?.startDelayMs;
    const argv = delayMs === undefined ? command.argv : delayed(command.argv, delayMs);
    this.#process = startProcess({ argv, env: command.env, cwd, logFile: this.#logFile });
    const exit = await this.#watch(this.crashes.follow(this.#process), { env: command.env, cwd });
    this.#process = undefined;
    return exit;
  }

  async #watch(exit: Promise<ExitStatus>, process: ProcessContext | undefined): Promise<ExitStatus> {
    const startTime = new Date().toISOString();
    const lifetime = new AbortController();
    const early = await Promise.race([exit, pause(1, lifetime.signal)]);
    if (early?.startError === undefined) {
      const isReady = this.spec.readiness === undefined && this.spec.faults?.neverReady !== true;
      this.status.running(startTime, isReady);
      this.#markStarted();
      this.crashes.countFrom('start', lifetime.signal);
      if (isReady) this.crashes.countFrom('ready', lifetime.signal);
    }
    if (process && !early) this.#probe(process, lifetime.signal);
    const status = await exit;
    lifetime.abort();
    if (status.startError !== undefined) await writeFile(this.#logFile, `${status.startError}\n`);
    this.status.terminated(startTime, status);
    return status;
  }

  #probe(process: ProcessContext, signal: AbortSignal): void {
    const { secondMs } = this.#around.pace;
    const exec: ProbeTarget['exec'] = (command, timeoutMs) => this.#exec(command, process, timeoutMs);
    const never = this.spec.faults?.neverReady === true;
    const watch = (kind: string, probe: Probe, onVerdict: (isGood: boolean) => void): void => {
      const failure = never && kind === 'Readiness' ? { failure: NOT_READY } : {};
      const target: ProbeTarget = { ...this.#around, exec, ...failure };
      const onFailure = (message: string): void => this.status.unhealthy(kind, message);
      void watchProbe({ probe, target, secondMs, signal, onFailure, onVerdict });
    };
    const { readiness, liveness } = this.spec;
    if (readiness) watch('Readiness', readiness, (isGood) => this.#becomes(isGood, signal));
    if (liveness) watch('Liveness', liveness, (isGood) => isGood || this.#killUnhealthy());
  }

  #becomes(isReady: boolean, signal: AbortSignal): void {
    this.status.becomes(isReady);
    if (isReady) this.crashes.countFrom('ready', signal);
  }

  #killUnhealthy(): void {
    if (this.#process) void this.#kill(this.#process, 'Container failed liveness probe, will be restarted');
  }

  #kill(process: RunningProcess, why: string): Promise<void> {
    this.status.killing(why);
    return process.kill(this.#around.pace.graceMs);
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
