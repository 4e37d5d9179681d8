import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMlStore } from './arm/machine-learning/store.ts';
import { createCleanUp } from './clean-up.ts';
import type { CleanUp } from './clean-up.ts';
import type { GroupsSettings } from './container-instance/groups.ts';
import type { ContainerInstance } from './container-instance/provider.ts';
import { createFaults } from './control/faults.ts';
import type { Faults } from './control/faults.ts';
import { openControl } from './control/handler.ts';
import type { Controlled } from './control/handler.ts';
import { createHosts } from './hosts.ts';
import type { HostHandler } from './http.ts';
import { createContainers, registerModel } from './models.ts';
import type { NewModel, RegisteredModel } from './models.ts';
import { createOidc } from './oidc.ts';
import { plantSeed } from './plant.ts';
import { startProxy } from './proxy/proxy.ts';
import { createRecorder } from './recorder.ts';
import { readSeed } from './seed.ts';
import type { Seed } from './seed.ts';
import { startServices } from './services.ts';
import { createCertificates } from './tls.ts';
import type { Exchange, ImageStore, LocalAzureInfo } from './types.ts';
import { createWorld } from './world.ts';
import type { Switches, World } from './world.ts';

/** How a local Azure is started. Everything has a default. */
export interface LocalAzureOptions {
  /** Port of the proxy on 127.0.0.1; any free one by default. */
  readonly port?: number;
  /** Folder with models, images and workspace.json to begin with. */
  readonly workspaceSeed?: string;
  /** Switches ARM's token buckets on. */
  readonly throttle?: boolean;
  /** Seconds until an access token expires. */
  readonly tokenLifetimeSeconds?: number;
  /** How much faster than the wall clock ARM's buckets refill and faults pass, for clients whose clock is sped up. Default 1. */
  readonly timeScale?: number;
  /** Opens the control interface, over which other programs switch faults on. */
  readonly control?: boolean;
  /** How container groups behave: pace, limits, names that are taken. */
  readonly groups?: Partial<GroupsSettings>;
  /** Others on the network, by their public name: who answers it instead of the proxy's refusal. */
  readonly hosts?: Readonly<Record<string, HostHandler>>;
}

/** A running local Azure. Tests use it in-process; several may run at once. */
export interface LocalAzure {
  readonly info: LocalAzureInfo;
  /** Every exchange, told apart by host. */
  readonly exchanges: Exchange[];
  /** Everything it keeps on disk; removed by stop(). */
  readonly directory: string;
  /** Actions that the service principal lacks, such as Microsoft.MachineLearningServices/workspaces/read; may be changed at any time. */
  readonly denied: Set<string>;
  /** What goes wrong on purpose; may be changed at any time. */
  readonly faults: Faults;
  /** Changes take effect at the next request. */
  readonly switches: Switches;
  readonly images: ImageStore;
  readonly containerInstance: ContainerInstance;
  registerModel(model: NewModel): Promise<RegisteredModel>;
  /** Ends every process and removes every file. */
  stop(): Promise<void>;
}

/** Starts a local Azure on loopback. Throws when something it needs is missing; then nothing is left behind. */
export async function startLocalAzure(options: LocalAzureOptions = {}): Promise<LocalAzure> {
  const seed = await readSeed(options.workspaceSeed);
  const cleanUp = createCleanUp();
  try {
    return await assemble(options, seed, cleanUp);
  } catch (caught) {
    await cleanUp.run();
    throw caught;
  }
}

async function assemble(options: LocalAzureOptions, seed: Seed, cleanUp: CleanUp): Promise<LocalAzure> {
  const directory = await temporaryFolder(cleanUp);
  const world = seededWorld(seed, options);
  const certificates = await createCertificates(directory, Object.keys(options.hosts ?? {}));
  const faults = createFaults();
  const secondMs = 1000 / (options.timeScale ?? 1);
  const services = await startServices(world, certificates, directory, cleanUp, {
    groups: { ...seed.groups, ...options.groups },
    faults,
    secondMs,
  });
  const { storage, images, containerInstance } = services;
  await createContainers(world, storage);
  const models = createMlStore(world.workspaceGuid);
  const recorder = createRecorder();
  const oidc = createOidc();
  const hosts = createHosts({
    world,
    services,
    models,
    recorder,
    oidc,
    throttle: options.throttle ?? false,
    timeScale: options.timeScale ?? 1,
    faults,
    others: options.hosts ?? {},
  });
  const kill: Controlled['kill'] = (request) => containerInstance.kill(request);
  const control = options.control === true ? openControl({ faults, kill }) : undefined;
  const proxy = await startProxy({
    port: options.port,
    certificates,
    hosts: hosts.table,
    network: containerInstance,
    own: (request, response, url) => (control?.handlerOf(url) ?? hosts.oidc)(request, response, url),
  });
  cleanUp.add(() => proxy.stop());
  const register = (model: NewModel): Promise<RegisteredModel> =>
    registerModel(world, models, storage, model);
  await plantSeed(seed, { images, server: world.registryServer, directory, registerModel: register });
  return {
    info: {
      ...infoOf(world, certificates.caFile, proxy.port, oidc.env(proxy.port)),
      ...(control && { controlUrl: `http://127.0.0.1:${proxy.port}${control.path}` }),
    },
    exchanges: recorder.exchanges,
    directory,
    denied: world.denied,
    faults,
    switches: world.switches,
    images,
    containerInstance,
    registerModel: register,
    stop: () => cleanUp.run(),
  };
}

/** A folder that also goes when the process ends without stop(), as after an error that nobody caught. */
async function temporaryFolder(cleanUp: CleanUp): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'local-azure-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  cleanUp.add(async () => {
    process.off('exit', remove);
    await rm(directory, { recursive: true, force: true });
  });
  return directory;
}

function seededWorld(seed: Seed, options: LocalAzureOptions): World {
  const world = createWorld(seed.names);
  Object.assign(world.switches, seed.switches);
  if (options.tokenLifetimeSeconds !== undefined)
    world.switches.tokenLifetimeSeconds = options.tokenLifetimeSeconds;
  for (const action of seed.denied) world.denied.add(action);
  return world;
}

function infoOf(
  world: World,
  caFile: string,
  port: number,
  oidcEnv: Readonly<Record<string, string>>,
): LocalAzureInfo {
  const proxy = `http://127.0.0.1:${port}`;
  return {
    caFile,
    tenantId: world.tenantId,
    clientId: world.clientId,
    clientSecret: world.clientSecret,
    subscriptionId: world.subscriptionId,
    resourceGroup: world.resourceGroup,
    workspace: world.workspace,
    registry: world.registryServer,
    location: world.location,
    env: { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NODE_EXTRA_CA_CERTS: caFile, REQUESTS_CA_BUNDLE: caFile },
    oidcEnv,
  };
}
