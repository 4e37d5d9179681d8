import { createContainerRegistry } from './arm/container-registry/provider.ts';
import { createArm } from './arm/front.ts';
import { createMachineLearning } from './arm/machine-learning/provider.ts';
import type { MlStore } from './arm/machine-learning/store.ts';
import type { OtherWrite } from './control/fault.ts';
import type { Faults } from './control/faults.ts';
import { faultyHandler } from './control/front.ts';
import type { Service } from './control/operations.ts';
import { createEntra } from './entra/handler.ts';
import type { Lifetime } from './entra/token.ts';
import { buffered } from './http.ts';
import type { HostHandler, WireHandler } from './http.ts';
import type { Oidc } from './oidc.ts';
import type { HostTable } from './proxy/proxy.ts';
import type { Recorder } from './recorder.ts';
import { createPublicRegistry } from './registry/public.ts';
import { createRegistryData } from './registry/data.ts';
import type { Services } from './services.ts';
import { createStorageFront } from './storage/front.ts';
import type { World } from './world.ts';

export interface HostsOptions {
  readonly world: World;
  readonly services: Services;
  readonly models: MlStore;
  readonly recorder: Recorder;
  readonly oidc: Oidc;
  readonly throttle: boolean;
  readonly timeScale: number;
  readonly faults: Faults;
  /** Who is not part of Azure, by public name. */
  readonly others: Readonly<Record<string, HostHandler>>;
}

/** Who answers what, each behind the faults of its calls. */
export interface Hosts {
  readonly table: HostTable;
  /** GitHub's OIDC endpoint. */
  readonly oidc: HostHandler;
}

/** Who plays which public name. Names that do not exist in this Azure, such as another storage account, are absent. */
export function createHosts(options: HostsOptions): Hosts {
  const { world, services, recorder } = options;
  const faulty = faultyFront(options);
  const whole = (service: Service, handler: WireHandler): HostHandler =>
    faulty(service, buffered(handler, recorder.answered));
  const blobs = createStorageFront(world, services.azurite, recorder.record);
  const hosts = new Map<string, HostHandler>([
    ...Object.entries(options.others),
    ['management.azure.com', whole('arm', resourceManager(options))],
    [
      'login.microsoftonline.com',
      whole('entra', createEntra(world, options.oidc.subject, tokenLifetime(options))),
    ],
    ['mcr.microsoft.com', whole('public-registry', createPublicRegistry(services.images))],
    [world.registryServer, whole('registry', createRegistryData(world, services.images))],
    [`${world.storage.name}.blob.core.windows.net`, faulty('storage', blobs)],
    [`${world.taskStorage.name}.blob.core.windows.net`, faulty('task-storage', blobs)],
  ]);
  return {
    table: (host) => hosts.get(host),
    oidc: faulty('oidc', buffered(options.oidc.handler)),
  };
}

function faultyFront(options: HostsOptions): (service: Service, handler: HostHandler) => HostHandler {
  const { world, services, recorder, faults, timeScale } = options;
  const { containerInstance } = services;
  const front = {
    faults,
    world,
    secondMs: 1000 / timeScale,
    groupOfOperation: (id: string) => containerInstance.groupOfOperation(id),
    write: (group: string, write: OtherWrite) => containerInstance.otherClientWrites(group, write),
    answered: recorder.answered,
  };
  return (service, handler) => faultyHandler(front, service, handler);
}

/** A fault shortens a token's life; its seconds pass as fast as the client's clock. */
function tokenLifetime({ world, faults, timeScale }: HostsOptions): () => Lifetime {
  return () => {
    const [fault] = faults.strike('token');
    if (fault) return { told: fault.lifetimeSeconds, real: fault.lifetimeSeconds / timeScale };
    const { tokenLifetimeSeconds } = world.switches;
    return { told: tokenLifetimeSeconds, real: tokenLifetimeSeconds };
  };
}

function resourceManager({ world, services, models, throttle, timeScale }: HostsOptions): WireHandler {
  const start = Date.now();
  return createArm({
    world,
    providers: [
      createMachineLearning(world, models, services.storage),
      createContainerRegistry(world, services.runs),
      services.containerInstance,
    ],
    throttle,
    now: () => start + (Date.now() - start) * timeScale,
  });
}
