import type { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import { ActionError, failure } from '../findings.ts';
import type { Log } from '../log.ts';
import { streamArchive } from './archive.ts';
import { explainBuildFailure } from './build-failure.ts';
import type { BuildLog } from './build-log.ts';
import { createBuildLog } from './build-log.ts';
import { CONTEXT } from './layout.ts';
import { createUploadProgress } from './progress.ts';
import type { BuildRun, BuildSource, ImageBuild, Registry, StartedBuild } from './types.ts';
import { FINAL_BUILD_STATES } from './types.ts';

/** First wait between two looks at a build, in milliseconds; each is half longer, up to the last. */
const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 5_000;
/** How long a build may wait for a machine and run: the hour asked for in the request and half an hour in the queue. */
const GIVE_UP_MS = 90 * 60_000;
/** How long to wait after the build for the rest of its log. */
const LOG_REST_MS = 10_000;

/** What a build needs from outside. */
export interface BuildTools {
  readonly log: Log;
  readonly clock: Clock;
  /** Told which build goes on in the registry, and undefined when it has ended. */
  readonly onBuild?: (id: string | undefined) => void;
}

/**
 * Uploads the context, builds the image in the registry and pushes it. Returns its digest, if the registry told it.
 * Throws ActionError with the failing step's lines.
 */
export async function buildImage(
  build: ImageBuild,
  registry: Registry,
  tools: BuildTools,
): Promise<string | undefined> {
  const { log, onBuild } = tools;
  const source = await upload(build, registry, tools);
  const imageName = `${build.repository}:${build.tag}`;
  const others: string[] = [];
  for (;;) {
    const started = await registry.startBuild({ source, imageName, dockerfile: CONTEXT.dockerfile }, others);
    onBuild?.(started.id);
    const run = await log.group(`Building ${imageName} in ${registry.server}`, () =>
      follow(started, registry, tools),
    );
    onBuild?.(undefined);
    const { digest } = run.images.find(({ repository, tag }) => `${repository}:${tag}` === imageName) ?? {};
    if (!started.isFound || digest !== undefined) return digest;
    const tagged = await registry.digestOf(build.repository, build.tag);
    if (typeof tagged === 'object') return tagged.digest;
    log.info(`The build ${run.id} did not make this image.`);
    others.push(run.id);
  }
}

async function upload(
  build: ImageBuild,
  registry: Registry,
  { log, clock }: BuildTools,
): Promise<BuildSource> {
  const progress = createUploadProgress(build.context, clock, (line) => log.info(line));
  const archive = (): Readable => streamArchive(build, progress.at);
  const source = await registry.uploadSource(archive, (secret) => log.mask(secret));
  progress.done();
  return source;
}

/** Waits for the end of a build and shows its log meanwhile. What becomes of one that was found is no error. */
async function follow(
  started: StartedBuild,
  registry: Registry,
  { log, clock }: BuildTools,
): Promise<BuildRun> {
  const { isFound = false } = started;
  if (isFound) log.info(`The answer was lost; the build ${started.id} was started since, and is followed.`);
  const buildLog = createBuildLog(
    (from) => registry.readBuildLog(started.id, from, (secret) => log.mask(secret)),
    (line) => log.info(line),
  );
  const begin = clock.now();
  let run: BuildRun = started;
  for (
    let wait = FIRST_WAIT_MS;
    !FINAL_BUILD_STATES.includes(run.status);
    wait = Math.min(wait * 1.5, LAST_WAIT_MS)
  ) {
    if (clock.now() - begin > GIVE_UP_MS) {
      if (isFound) return run;
      throw await giveUp(run, registry);
    }
    await clock.sleep(wait);
    const before = run.status;
    run = await registry.pollBuild(started.id);
    const spoke = await buildLog.advance();
    if (!spoke && run.status !== before)
      log.info(`The build is ${run.status} (${seconds(clock.now() - begin)}).`);
  }
  await readRest(buildLog, clock);
  if (run.status !== 'Succeeded' && !isFound) throw failed(run, registry, buildLog);
  log.info(`Built in ${seconds(clock.now() - begin)}.`);
  return run;
}

/** The last lines are written a moment after the build's end, and they are the ones that explain a failure. */
async function readRest(buildLog: BuildLog, clock: Clock): Promise<void> {
  const end = clock.now() + LOG_REST_MS;
  await buildLog.advance();
  while (!buildLog.complete && clock.now() < end) {
    await clock.sleep(FIRST_WAIT_MS);
    await buildLog.advance();
  }
  buildLog.finish();
}

function failed(run: BuildRun, registry: Registry, { lines }: BuildLog): ActionError {
  const { id: runId, status, message } = run;
  return new ActionError([
    explainBuildFailure({ runId, status, message, server: registry.server, log: lines }),
  ]);
}

async function giveUp(run: BuildRun, registry: Registry): Promise<ActionError> {
  // The failure is told either way.
  await registry.cancelBuild(run.id).catch(() => undefined);
  return failure(
    `The build ${run.id} in ${registry.server} is still ${run.status} after ${seconds(GIVE_UP_MS)}: it was cancelled.`,
    {
      remedy: 'Run again; builds of the registry may be waiting for each other.',
    },
  );
}

function seconds(ms: number): string {
  const total = Math.round(ms / 1000);
  return total < 60 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}
