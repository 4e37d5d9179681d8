import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageClient } from '../../storage/client.ts';
import type { ImageStore } from '../../types.ts';
import type { World } from '../../world.ts';
import type { BuildFault } from '../../control/fault.ts';
import type { Faults } from '../../control/faults.ts';
import { createRunLog } from './log-blob.ts';
import type { RunLog } from './log-blob.ts';
import { playFault } from './faulty-run.ts';
import type { BuildRequest } from './requests.ts';
import { advance, secondsOf } from './run.ts';
import type { Run } from './run.ts';

/** Milliseconds a run stays queued: long enough that a client sees it. */
const QUEUE_MS = 100;
/** Minutes that an upload URL or a log URL is valid; ACR gives an hour and more. */
const SAS_MINUTES = 70;

/** The quick builds of a registry. */
export interface Runs {
  /** Where a client puts its build context. */
  uploadUrl(): { readonly uploadUrl: string; readonly relativePath: string };
  schedule(request: BuildRequest): Promise<Run>;
  find(id: string): Run | undefined;
  list(): readonly Run[];
  logUrl(run: Run): string;
  /** Ends a run that has not ended. */
  cancel(run: Run): void;
  /** Waits for the runs that are under way. */
  stop(): Promise<void>;
}

export interface RunsOptions {
  readonly world: World;
  /** The account of contexts and logs. */
  readonly storage: StorageClient;
  readonly images: ImageStore;
  /** Folder for contexts while they are built. */
  readonly directory: string;
  readonly faults: Faults;
  /** Milliseconds of a fault's second. */
  readonly secondMs: number;
}

/** Plays ACR tasks: contexts and logs lie in a storage account, builds are made by the image store. */
export async function createRuns(options: RunsOptions): Promise<Runs> {
  const { world, storage, images, directory, faults, secondMs } = options;
  const container = storage.service.getContainerClient(`container-${randomUUID().replaceAll('-', '')}`);
  await container.createIfNotExists();
  await mkdir(directory, { recursive: true });
  const runs = new Map<string, Run>();
  const working = new Set<Promise<void>>();
  const stop = new AbortController();
  const execute = async (run: Run, fault: BuildFault | undefined): Promise<void> => {
    const log = await createRunLog(container.getAppendBlobClient(logName(run)));
    const contextFile = join(directory, `${run.id}.tar.gz`);
    await new Promise((resolve) => setTimeout(resolve, QUEUE_MS));
    if (fault) {
      await playFault(run, { fault, log, secondMs, signal: stop.signal });
    } else if (advance(run, 'Running')) {
      const download = container.getBlobClient(run.request.sourceLocation).downloadToFile(contextFile);
      const fetched = await download.then(() => true).catch(() => false);
      const built = fetched ? await build(world, images, run, contextFile, log) : contextMissing(log);
      finish(run, built);
    }
    await log.complete(
      run.status === 'Succeeded' ? 'Successful' : run.status === 'Canceled' ? 'Canceled' : 'Failed',
    );
    await rm(contextFile, { force: true });
  };
  return {
    uploadUrl: () => {
      const relativePath = `tasks-source/${new Date().toISOString().replace(/\D/g, '').slice(0, 8)}0000/${randomUUID()}.tar.gz`;
      return {
        uploadUrl: storage.sasUrl(container.containerName, relativePath, 'cw', SAS_MINUTES),
        relativePath,
      };
    },
    schedule: async (request) => {
      const now = new Date().toISOString();
      const run: Run = {
        id: `cb${(runs.size + 1).toString(36)}`,
        request,
        createTime: now,
        lastUpdatedTime: now,
        status: 'Queued',
      };
      runs.set(run.id, run);
      const [fault] = faults.strike('build');
      const work = execute(run, fault).catch((caught: unknown) =>
        finish(run, { ok: false, why: String(caught) }),
      );
      working.add(work);
      void work.finally(() => working.delete(work));
      return Promise.resolve(run);
    },
    find: (id) => runs.get(id),
    list: () => [...runs.values()].toReversed(),
    logUrl: (run) => storage.sasUrl(container.containerName, logName(run), 'r', SAS_MINUTES),
    cancel: (run) => void advance(run, 'Canceled'),
    stop: async () => {
      stop.abort();
      await Promise.allSettled(working);
    },
  };
}

interface Outcome {
  readonly ok: boolean;
  readonly digest?: string;
  readonly why?: string;
}

/** The image store writes the log of the build itself; here it only gets its last line. */
async function build(
  world: World,
  images: ImageStore,
  run: Run,
  contextFile: string,
  log: RunLog,
): Promise<Outcome> {
  const { dockerFilePath, imageNames, isPushEnabled } = run.request;
  const server = world.registryServer;
  const names = isPushEnabled ? imageNames.map((name) => name.replace(`${server}/`, '')) : [];
  const result = await images.build({
    contextFile,
    dockerFilePath,
    imageNames: names,
    server,
    write: log.write,
  });
  const seconds = secondsOf(run);
  if (result.ok) {
    log.write(`\nRun ID: ${run.id} was successful after ${seconds}s`);
    return result;
  }
  const why = 'failed during run, err: exit status 1';
  log.write(`\nRun ID: ${run.id} failed after ${seconds}s. Error: ${why}`);
  return { ok: false, why };
}

function contextMissing(log: RunLog): Outcome {
  const why = 'failed to download context. Please check if the URL is incorrect.';
  log.write(why);
  return { ok: false, why };
}

function finish(run: Run, outcome: Outcome): void {
  if (!advance(run, outcome.ok ? 'Succeeded' : 'Failed')) return;
  if (outcome.digest !== undefined) run.digest = outcome.digest;
  if (outcome.why !== undefined) run.errorMessage = outcome.why;
}

function logName(run: Run): string {
  return `logs/${run.id}/rawtext.log`;
}
