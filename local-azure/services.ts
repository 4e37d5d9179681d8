import { join } from 'node:path';
import { createRuns } from './arm/container-registry/runs.ts';
import type { Runs } from './arm/container-registry/runs.ts';
import type { CleanUp } from './clean-up.ts';
import { createContainerInstance } from './container-instance/provider.ts';
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
  readonly containerInstance: ReturnType<typeof createContainerInstance>;
}

/** Starts storage, images, quick builds and container groups; each with the step that ends it. */
export async function startServices(
  world: World,
  certificates: Certificates,
  directory: string,
  cleanUp: CleanUp,
): Promise<Services> {
  const azurite = await startAzurite([world.storage, world.taskStorage], certificates, directory);
  cleanUp.add(() => azurite.stop());
  const [storage, taskStorage] = await Promise.all([
    openStorage(world.storage, azurite),
    openStorage(world.taskStorage, azurite),
  ]);
  const images = createImageStore(join(directory, 'images'));
  const runs = await createRuns(world, taskStorage, images, join(directory, 'runs'));
  cleanUp.add(() => runs.stop());
  const containerInstance = createContainerInstance({ images, directory: join(directory, 'groups') });
  cleanUp.add(async () => containerInstance.stop?.());
  return { azurite, storage, images, runs, containerInstance };
}
