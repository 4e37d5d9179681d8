import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuntimeAddress } from '../types.ts';
import { freeLoopback, mapPorts } from './address.ts';
import { Container, type GroupSurroundings } from './container.ts';
import { EventLog } from './event-log.ts';
import { openGate, type Gate } from './gate.ts';
import type { Programs } from './python.ts';
import type { ContainerEvent, GroupSpec, Pace, PullImage, VolumeSpec } from './types.ts';

interface GroupOptions {
  /** Deleted with the group. */
  readonly folder: string;
  readonly programs: Programs;
  readonly pull: PullImage;
  readonly pace: Pace;
}

/** A running container group with an address of its own. */
export class RunningGroup {
  readonly #options: GroupOptions;
  #address: string | undefined;
  #gates: Gate[] = [];
  #spec: GroupSpec | undefined;
  #initContainers: Container[] = [];
  #containers: Container[] = [];
  #events = new EventLog();
  #isStarted = false;
  #generation = 0;
  /** Deployments and stops run one after the other. */
  #queue: Promise<void> = Promise.resolve();

  constructor(options: GroupOptions) {
    this.#options = options;
  }

  /** 127.x.y.z; undefined while the group does not run. */
  get address(): string | undefined {
    return this.#address;
  }

  get containers(): readonly Container[] {
    return this.#containers;
  }

  get initContainers(): readonly Container[] {
    return this.#initContainers;
  }

  get events(): readonly ContainerEvent[] {
    return this.#events.all();
  }

  /** True once every container has run; they need not be ready. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** True once a mount or any container has failed. */
  get hasFailed(): boolean {
    return (
      this.#events.all().length > 0 ||
      [...this.#initContainers, ...this.#containers].some((c) => c.status.failed)
    );
  }

  /** Where a public port really listens. */
  locate(port: number): RuntimeAddress | undefined {
    return this.#gates.find((gate) => gate.publicPort === port)?.address;
  }

  /** Starts the containers, all of them anew if the group runs already. The address stays. */
  deploy(spec: GroupSpec): Promise<void> {
    return this.#inTurn(() => this.#deploy(spec));
  }

  /** All containers anew, in place. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#spec) await this.#deploy(this.#spec);
    });
  }

  /** Ends every process, releases the address and deletes the files. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      this.#generation++;
      await this.#stopContainers();
      await this.#closeGates();
      this.#address = undefined;
      await rm(this.#options.folder, { recursive: true, force: true });
    });
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(step);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #deploy(spec: GroupSpec): Promise<void> {
    const generation = ++this.#generation;
    const old = new Map(this.#containers.map((container) => [container.spec.name, container.status.events]));
    await this.#stopContainers();
    this.#spec = spec;
    this.#events = new EventLog();
    this.#address ??= await freeLoopback(spec.publicPorts);
    const around = await this.#surroundings(spec);
    if (!around) return;
    await this.#openGates(spec, around);
    void this.#start(spec, around, old, generation);
  }

  async #start(
    spec: GroupSpec,
    around: GroupSurroundings,
    old: ReadonlyMap<string, readonly ContainerEvent[]>,
    generation: number,
  ): Promise<void> {
    for (const init of spec.initContainers) {
      // Init containers run to their end, one after the other; Always acts as OnFailure for them.
      const container = new Container(
        init,
        spec.restartPolicy === 'Never' ? 'Never' : 'OnFailure',
        around,
        [],
      );
      this.#initContainers.push(container);
      await container.finished;
      if (generation !== this.#generation) return;
    }
    this.#containers = spec.containers.map(
      (container) => new Container(container, spec.restartPolicy, around, old.get(container.name) ?? []),
    );
    await Promise.all(this.#containers.map((container) => container.started));
    if (generation === this.#generation) this.#isStarted = true;
  }

  async #stopContainers(): Promise<void> {
    this.#isStarted = false;
    await Promise.all([...this.#initContainers, ...this.#containers].map((container) => container.stop()));
    this.#initContainers = [];
    this.#containers = [];
  }

  async #surroundings(spec: GroupSpec): Promise<GroupSurroundings | undefined> {
    const volumes = new Map<string, string>();
    for (const volume of spec.volumes) {
      const folder = await this.#makeVolume(volume);
      if (folder === undefined) return undefined;
      volumes.set(volume.name, folder);
    }
    // The containers' own localhost is another address than the public one, so that a gate can stand before each port.
    const host = await freeLoopback(spec.containerPorts);
    const ports = await mapPorts(host, spec.containerPorts);
    return { ...this.#options, host, ports, volumes };
  }

  async #makeVolume(volume: VolumeSpec): Promise<string | undefined> {
    if (volume.kind === 'unmountable') {
      this.#events.add('FailedMount', volume.message);
      return undefined;
    }
    const folder = join(this.#options.folder, 'volumes', volume.name);
    if (volume.kind === 'secret') await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const files = volume.kind === 'secret' ? Object.entries(volume.files) : [];
    await Promise.all(files.map(([name, bytes]) => writeFile(join(folder, name), bytes, { mode: 0o600 })));
    return folder;
  }

  async #openGates(spec: GroupSpec, around: GroupSurroundings): Promise<void> {
    await this.#closeGates();
    const host = this.#address;
    if (host === undefined) return;
    const isOpen = (): boolean =>
      this.#isStarted && this.#containers.every((container) => container.status.ready);
    this.#gates = await Promise.all(
      spec.publicPorts.map((publicPort) => {
        const target = { host: around.host, port: around.ports.get(publicPort) ?? publicPort };
        return openGate({ host, publicPort, isOpen, target });
      }),
    );
  }

  async #closeGates(): Promise<void> {
    await Promise.all(this.#gates.map((gate) => gate.close()));
    this.#gates = [];
  }
}
