import { join } from 'node:path';
import { createRuns } from './arm/container-registry/runs.ts';
import type { Runs } from './arm/container-registry/runs.ts';
import type { CleanUp } from './clean-up.ts';
import { createContainerInstance } from './container-instance/provider.ts';
import type { ContainerInstance } from './container-instance/provider.ts';
import type { GroupsSettings } from './container-instance/groups.ts';
import type { PullRequest } from './container-instance/refuse-in-context.ts';
import type { Faults } from './control/faults.ts';
import { createImageStore } from './images/store.ts';
import type { LocalImageStore } from './images/store.ts';
import { startAzurite } from './storage/azurite.ts';
import type { Azurite } from './storage/azurite.ts';
import { openStorage } from './storage/client.ts';
import type { StorageClient } from './storage/client.ts';
import type { Certificates } from './tls.ts';
import type { World } from './world.ts';

/** What lies behind Resource Manager and keeps processes or files. */
export interface Services {
  readonly azurite: Azurite;
  /** The workspace's account. */
  readonly storage: StorageClient;
  readonly images: LocalImageStore;
  readonly runs: Runs;
  readonly containerInstance: ContainerInstance;
}

/** What the services get besides the world. */
export interface ServicesOptions {
  readonly groups: Partial<GroupsSettings>;
  readonly faults: Faults;
  /** Milliseconds of a second of faults in calls and builds. */
  readonly secondMs: number;
}

/** Starts storage, images, quick builds and container groups; each with the step that ends it. */
export async function startServices(
  world: World,
  certificates: Certificates,
  directory: string,
  cleanUp: CleanUp,
  options: ServicesOptions,
): Promise<Services> {
  const azurite = await startAzurite([world.storage, world.taskStorage], certificates, directory);
  cleanUp.add(() => azurite.stop());
  const [storage, taskStorage] = await Promise.all([
    openStorage(world.storage, azurite),
    openStorage(world.taskStorage, azurite),
  ]);
  const images = createImageStore(join(directory, 'images'));
  const { faults, secondMs } = options;
  const runs = await createRuns({
    world,
    storage: taskStorage,
    images,
    directory: join(directory, 'runs'),
    faults,
    secondMs,
  });
  cleanUp.add(() => runs.stop());
  const containerInstance = createContainerInstance({
    tenantId: world.tenantId,
    mayPull: (request) => mayPull(world, request),
    ...options.groups,
    faults,
    images,
    directory: join(directory, 'groups'),
  });
  cleanUp.add(() => containerInstance.stop());
  return { azurite, storage, images, runs, containerInstance };
}

/** What the registry says to a group's credential: its admin user's password, or any identity that may pull. */
function mayPull(world: World, request: PullRequest): boolean {
  if (request.server !== world.registryServer) return true;
  const { registryAdmin, identityPull } = world.switches;
  if (request.identity !== undefined) return identityPull;
  return (
    registryAdmin && request.username === world.registryName && request.password === world.registryPassword
  );
}
