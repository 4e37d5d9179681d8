import { readPublicDigest } from '../../azure/registry/public-digest.ts';
import { createRegistry } from '../../azure/registry/registry.ts';
import type { InferenceConfig } from '../../config/types.ts';
import type { Finding } from '../../findings.ts';
import { ActionError, failure } from '../../findings.ts';
import type { PinnedBase } from '../../image/base-digest.ts';
import { pinBase } from '../../image/base-digest.ts';
import { DEFAULT_BASE_IMAGE } from '../../image/base-image.ts';
import { ensureImage } from '../../image/ensure.ts';
import { pinImage } from '../../image/pin.ts';
import { planImage } from '../../image/plan.ts';
import { resolvePull } from '../../image/pull.ts';
import { formatImageReference, parseImageReference } from '../../image/reference.ts';
import type { ImageBuild, ImageReference, PullCredential, Registry } from '../../image/types.ts';
import type { Inputs } from '../../inputs.ts';
import type { ResolvedModel } from '../../models/types.ts';
import type { RunFacts } from '../../report/types.ts';
import type { Checks } from '../checks.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import type { Tools } from '../tools.ts';

/** The image that will run, as far as it is known before anything is built. */
export interface PlannedImage {
  /** By digest where it is known: a prebuilt image, or one that the registry has already. */
  readonly reference: ImageReference;
  readonly registry?: Registry;
  /** What is still to be built. */
  readonly build?: ImageBuild;
  /** What it is built on, by digest where that is known; absent for a prebuilt image. */
  readonly baseImage?: string;
  /** What was noticed about it. */
  readonly findings: readonly Finding[];
}

/**
 * Plans the image, and looks whether the registry has it already.
 *
 * @param repository Where a built image goes.
 * @throws ActionError when it cannot be built or found.
 */
export async function planImageOf(
  inputs: Inputs,
  configuration: Configuration,
  { models, repository }: { readonly models: readonly ResolvedModel[]; readonly repository: string },
  target: Target,
  tools: Tools,
): Promise<PlannedImage> {
  const { image, inference } = configuration;
  if (image) return prebuilt(inputs, image, target, tools);
  if (!inference) throw new Error('There is neither an image nor an inference config.');
  const finding = buildRegistry(inputs, target, tools);
  const [registry, base] = await Promise.all([finding, pinnedBase(inference, finding, target)]);
  const { workspaceDirectory } = tools;
  const build = await planImage({
    repository,
    server: registry.server,
    workspaceDirectory,
    inference,
    baseImage: base.baseImage,
    models,
  });
  const { server, tag } = build;
  const found = await registry.digestOf(repository, tag);
  const about = { registry, ...base };
  if (typeof found === 'object') return { ...about, reference: { server, repository, digest: found.digest } };
  return { ...about, reference: { server, repository, tag }, build };
}

/** The base image with the digest that its tag has now. The run's sign-in goes to the run's own registry only. */
function pinnedBase(
  { baseImage = DEFAULT_BASE_IMAGE, at }: InferenceConfig,
  registry: Promise<Registry>,
  { connection }: Target,
): Promise<PinnedBase> {
  const { http, cloud } = connection;
  return pinBase(baseImage, at('environment', 'docker', 'baseImage'), async (image) => {
    const own = image.server.endsWith(`.${cloud.registrySuffix}`) ? await registry : undefined;
    return own?.server.toLowerCase() === image.server
      ? own.digestOf(image.repository, image.tag ?? 'latest')
      : readPublicDigest({ http, cloud }, image);
  });
}

/** The registry that builds: the input's, else the workspace's. */
async function buildRegistry(
  inputs: Inputs,
  { connection, workspace }: Target,
  tools: Tools,
): Promise<Registry> {
  if (inputs.registry !== undefined) return createRegistry(connection, { server: inputs.registry }, tools);
  if (workspace?.containerRegistry)
    return createRegistry(connection, { id: workspace.containerRegistry }, tools);
  throw failure(`The workspace ${workspace?.name ?? ''} has no container registry yet.`, {
    input: 'registry',
    remedy: 'Azure ML makes one with its first image. Until then name a registry with the input registry.',
  });
}

/** A prebuilt image, by digest where its registry tells it. */
async function prebuilt(
  inputs: Inputs,
  image: ImageReference,
  target: Target,
  tools: Tools,
): Promise<PlannedImage> {
  const registry = await prebuiltRegistry(inputs, image, target, tools);
  return { reference: await pinImage(image, registry), ...(registry && { registry }), findings: [] };
}

/** Only registries of Azure can be asked. One that the run has no right to see will do when it has its own way to pull. */
async function prebuiltRegistry(
  inputs: Inputs,
  image: ImageReference,
  target: Target,
  tools: Tools,
): Promise<Registry | undefined> {
  const { connection } = target;
  if (!image.server.endsWith(`.${connection.cloud.registrySuffix}`)) return undefined;
  try {
    return await createRegistry(connection, { server: image.server }, tools);
  } catch (caught) {
    const ownWay = inputs.registryIdentity !== undefined || inputs.registryUsername !== undefined;
    if (ownWay && caught instanceof ActionError) return undefined;
    throw caught;
  }
}

/** How ACI will pull it. @throws ActionError when there is no way. */
export function pullOf(inputs: Inputs, image: PlannedImage, checks: Checks): PullCredential | undefined {
  const { pull } = checks.take(
    resolvePull({
      image: image.reference,
      registry: image.registry,
      identity: inputs.registryIdentity,
      username: inputs.registryUsername,
      password: inputs.registryPassword,
    }),
  );
  return pull;
}

/** Builds what is not there yet. Returns the full reference, and sets it as an output. */
export async function buildImage(image: PlannedImage, tools: Tools, facts: RunFacts): Promise<string> {
  const { build, registry, reference } = image;
  const known = formatImageReference(reference);
  const { log, clock, ledger } = tools;
  const onBuild = (id: string | undefined): void =>
    ledger.note({ build: id === undefined ? undefined : { id, server: reference.server } });
  const full =
    build && registry ? (await ensureImage(build, registry, { log, clock, onBuild })).image : known;
  log.info(full === known ? `Nothing to build: ${full}` : `Built ${full}`);
  facts.image = full;
  return full;
}

/**
 * Looks how large the image is that the service runs. Nothing depends on it, so it may be done beside other work; what
 * cannot be read is not told.
 */
export async function measureImage(
  { registry, reference }: PlannedImage,
  facts: RunFacts,
  image = formatImageReference(reference),
): Promise<void> {
  const { repository, digest } = parseImageReference(image) ?? {};
  if (repository === undefined || digest === undefined) return;
  const bytes = await registry?.bytesOf(repository, digest);
  if (bytes !== undefined) facts.imageSize = { image, bytes };
}
