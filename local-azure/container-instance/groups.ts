import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { invalidRequestContent } from '../arm/errors.ts';
import { faultySpec, operationFaults } from '../control/deployment.ts';
import type { DeploymentFault } from '../control/fault.ts';
import { fits, type Faults } from '../control/faults.ts';
import { RunningGroup } from '../containers/group.ts';
import { createPrograms, type Programs } from '../containers/python.ts';
import type { Pace } from '../containers/types.ts';
import type { LocalImageStore } from '../images/store.ts';
import type { WireAnswer } from '../types.ts';
import { fqdnOf } from './dns.ts';
import { GroupRecord, type Operation, type OperationCourse } from './group-record.ts';
import type { Capability, Quota, Usage } from './locations.ts';
import { bodyRefusal, demandOf } from './refusals.ts';
import {
  capabilityRefusal,
  imageRefusal,
  labelRefusal,
  quotaRefusal,
  transitioning,
  unavailable,
  type PullRequest,
} from './refuse-in-context.ts';
import { groupSpec } from './runtime-spec.ts';
import { groupSchema, withoutNulls, type GroupBody } from './schema.ts';
import { updateRefusal } from './update-refusal.ts';

/** The event of a deployment that finds no room. */
const NO_ROOM = 'InsufficientCapacity.';

/** How the groups behave; every value may be changed while the local Azure runs. */
export interface GroupsSettings {
  /** What each region offers. */
  capabilities: readonly Capability[];
  quota: Quota;
  /** FQDNs that belong to somebody else. */
  takenNames: string[];
  pace: Pace;
  /** An operation stays Pending for at least this long. */
  minimumOperationMs: number;
  /** The service gives a deployment up after this time: 30 minutes. */
  provisioningTimeoutMs: number;
  tenantId: string;
  /** Whether the registry lets a credential pull. */
  mayPull: (request: PullRequest) => boolean;
  /** What goes wrong on purpose. */
  faults: Faults;
}

/** Where a group stands in ARM. */
export interface Scope {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

type Deployed = { readonly record: GroupRecord; readonly isNew: boolean } | { readonly refusal: WireAnswer };

/** All container groups of the local Azure. */
export class Groups {
  readonly settings: GroupsSettings;
  readonly #images: LocalImageStore;
  readonly #directory: string;
  readonly #groups = new Map<string, GroupRecord>();
  readonly #operations = new Map<string, Operation>();
  #isStopped = false;
  /** FQDNs of deleted groups that are not free yet, with the time when they are. */
  readonly #heldNames = new Map<string, number>();
  #programs: Promise<Programs> | undefined;

  constructor(directory: string, images: LocalImageStore, settings: GroupsSettings) {
    this.#directory = directory;
    this.#images = images;
    this.settings = settings;
  }

  all(): readonly GroupRecord[] {
    return [...this.#groups.values()];
  }

  find(scope: Scope, name: string): GroupRecord | undefined {
    return this.#groups.get(groupId(scope, name).toLowerCase());
  }

  operation(id: string): Operation | undefined {
    return this.#operations.get(id.toLowerCase());
  }

  usage(location: string, except?: GroupRecord): Usage {
    const here = this.all().filter(
      (group) => group !== except && group.body.location === location && !group.isOver,
    );
    const cores = here.map((group) => demandOf(group.body.properties).cpu);
    return { containerGroups: here.length, standardCores: cores.reduce((sum, cpu) => sum + cpu, 0) };
  }

  /** Creates or updates a group; the containers start in the background. */
  async deploy(scope: Scope, name: string, json: unknown): Promise<Deployed> {
    const parsed = groupSchema.safeParse(withoutNulls(json));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return {
        refusal: invalidRequestContent(`${issue?.message ?? ''}. Path '${issue?.path.join('.') ?? ''}'`),
      };
    }
    const body: GroupBody = { ...parsed.data, location: normalLocation(parsed.data.location) };
    this.#programs ??= createPrograms(join(this.#directory, 'programs'));
    const programs = await this.#programs;
    // Nothing is waited for until the group is there: two PUTs at once must not make it twice.
    const known = this.find(scope, name);
    const fqdn = this.#fqdnOf(scope, body, known);
    const refusal = this.#refusalOf(name, body, known, fqdn);
    if (refusal) return { refusal };
    const record = known ?? this.#add(scope, name, body, programs);
    record.body = body;
    record.fqdn = fqdn;
    if (known?.isOver) await known.runtime.stop();
    // A request that was under way when everything stopped starts nothing any more.
    if (this.#isStopped) return { record, isNew: !known };
    this.#start(
      record,
      this.settings.faults.strike('deployment', ({ group }) => fits(group, name), name),
    );
    return { record, isNew: !known };
  }

  /** Runs an operation in the background and follows it. */
  run(
    record: GroupRecord,
    operation: Operation,
    start: () => Promise<void>,
    course: Partial<OperationCourse> = {},
  ): void {
    this.#operations.set(operation.id, operation);
    const { minimumOperationMs: minimumMs, provisioningTimeoutMs: timeoutMs } = this.settings;
    void start().then(() => record.follow({ minimumMs, timeoutMs, dnsMs: 0, ...course }));
  }

  /** Deletes a group. Its address is free at once, unless a fault holds its name. */
  async remove(record: GroupRecord): Promise<void> {
    this.#groups.delete(record.id.toLowerCase());
    record.abandon();
    this.#holdName(record);
    await record.runtime.stop();
  }

  #holdName({ name, fqdn }: GroupRecord): void {
    const { faults, pace } = this.settings;
    const held = faults.strike('deletion', ({ group }) => fits(group, name), name);
    const seconds = Math.max(0, ...held.map(({ labelHeldSeconds }) => labelHeldSeconds));
    if (fqdn !== undefined && seconds > 0) this.#heldNames.set(fqdn, Date.now() + seconds * pace.secondMs);
  }

  /** Starts a deployment as its faults say. */
  #start(record: GroupRecord, faults: readonly DeploymentFault[]): void {
    const { secondMs } = this.settings.pace;
    const { pendingMs, failure, dnsMs } = operationFaults(faults, secondMs);
    const operation = record.begin();
    const event = failure?.event ?? NO_ROOM;
    const message = failure?.message ?? unavailable(record.body);
    if (failure && failure.afterMs === undefined) {
      this.#operations.set(operation.id, operation);
      record.fail(event, message);
      // What ran before is gone: an update takes the place of its group.
      void record.runtime.stop();
      return;
    }
    const spec = faultySpec(groupSpec(record.body.properties), faults, secondMs);
    this.run(record, operation, () => record.runtime.deploy(spec), {
      minimumMs: Math.max(this.settings.minimumOperationMs, pendingMs),
      ...(failure?.afterMs !== undefined && { failure: { event, message, afterMs: failure.afterMs } }),
      dnsMs,
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    // A PUT that is just being taken still writes its files.
    await this.#programs;
    await Promise.all(this.all().map((record) => this.remove(record)));
  }

  #refusalOf(
    name: string,
    body: GroupBody,
    known: GroupRecord | undefined,
    fqdn: string | undefined,
  ): WireAnswer | undefined {
    const { settings } = this;
    const registry = {
      has: (image: string) => this.#images.open(image) !== undefined,
      isPublic: (image: string) => this.#images.isPublic(image),
      mayPull: settings.mayPull,
    };
    const isTaken = fqdn !== undefined && this.#names(known).includes(fqdn);
    const { location, properties } = body;
    return (
      bodyRefusal(name, body) ??
      (known?.isTransitioning ? transitioning(name) : undefined) ??
      (known && !known.isOver ? updateRefusal(name, known.body, body) : undefined) ??
      imageRefusal(name, body, registry) ??
      (isTaken ? labelRefusal(name, properties.ipAddress?.dnsNameLabel ?? '') : undefined) ??
      capabilityRefusal(body, settings.capabilities) ??
      quotaRefusal(location, demandOf(properties), this.usage(location, known), settings.quota)
    );
  }

  /** FQDNs that a group cannot have. */
  #names(except: GroupRecord | undefined): (string | undefined)[] {
    const held = [...this.#heldNames].filter(([, until]) => until > Date.now()).map(([name]) => name);
    return [
      ...this.settings.takenNames,
      ...held,
      ...this.all()
        .filter((group) => group !== except)
        .map((group) => group.fqdn),
    ];
  }

  /** A label with scope Noreuse gets a new name only when it changes. */
  #fqdnOf(scope: Scope, body: GroupBody, known: GroupRecord | undefined): string | undefined {
    const [old, asked] = [known?.body.properties.ipAddress, body.properties.ipAddress];
    const isSame =
      old?.dnsNameLabel === asked?.dnsNameLabel &&
      old?.autoGeneratedDomainNameLabelScope === asked?.autoGeneratedDomainNameLabelScope;
    if (known && isSame) return known.fqdn;
    return fqdnOf(asked, { ...scope, tenantId: this.settings.tenantId, location: body.location });
  }

  #add(scope: Scope, name: string, body: GroupBody, programs: Programs): GroupRecord {
    const id = groupId(scope, name);
    const folder = join(
      this.#directory,
      createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 12),
    );
    const pull = (image: string): ReturnType<LocalImageStore['open']> => this.#images.open(image);
    const runtime = new RunningGroup({
      folder,
      programs,
      pull,
      pace: this.settings.pace,
    });
    const record = new GroupRecord(id, name, scope.resourceGroup, body, runtime);
    this.#groups.set(id.toLowerCase(), record);
    return record;
  }
}

function groupId(scope: Scope, name: string): string {
  return `/subscriptions/${scope.subscriptionId}/resourceGroups/${scope.resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
}

/** "West Europe" and "westeurope" are one region. */
export function normalLocation(location: string): string {
  return location.toLowerCase().replaceAll(' ', '');
}
