import { createContainerRegistry } from './arm/container-registry/provider.ts';
import { createArm } from './arm/front.ts';
import { createMachineLearning } from './arm/machine-learning/provider.ts';
import type { MlStore } from './arm/machine-learning/store.ts';
import { createEntra } from './entra/handler.ts';
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
}

/** Who plays which public name. Names that do not exist in this Azure, such as another storage account, are absent. */
export function createHosts(options: HostsOptions): HostTable {
  const { world, services, recorder } = options;
  const whole = (handler: WireHandler): HostHandler => buffered(handler, recorder.answered);
  const blobs = createStorageFront(world, services.azurite, recorder.record);
  const hosts = new Map<string, HostHandler>([
    ['management.azure.com', whole(resourceManager(options))],
    ['login.microsoftonline.com', whole(createEntra(world, options.oidc.subject))],
    ['mcr.microsoft.com', whole(createPublicRegistry((image) => services.images.isPublic(image)))],
    [world.registryServer, whole(createRegistryData(world, services.images))],
    [`${world.storage.name}.blob.core.windows.net`, blobs],
    [`${world.taskStorage.name}.blob.core.windows.net`, blobs],
  ]);
  return (host) => hosts.get(host);
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
