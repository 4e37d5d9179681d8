import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GroupRecord } from '../../../local-azure/container-instance/group-record.ts';
import { shapeViolations } from '../../../local-azure/shapes/violations.ts';
import type { LocalAzure, LocalAzureOptions } from '../../../local-azure/start.ts';
import { startLocalAzure } from '../../../local-azure/start.ts';
import type { GitHubEvent } from '../../../local-github/events/event.ts';
import type { ActionRunResult } from '../../../scripts/runner.ts';
import type { ActionRun } from '../../../scripts/runner.ts';
import { runAction, runPost } from '../../../scripts/runner.ts';
import { contractMissing, contractViolations } from '../../contract.ts';
import type { Call, CallAnswer } from './call.ts';
import { callThroughProxy } from './call.ts';
import type { UserRepository } from './repository.ts';
import { ROOT, removeRepositories } from './repository.ts';

/** Key of the services that the tests deploy. */
export const KEY = 'key-of-the-iris-tests-0123456789';
const FAST_CLOCK = join(import.meta.dirname, 'fast-clock.ts');
/** Milliseconds for starting or stopping a local Azure on a busy machine. */
const START_TIMEOUT_MS = 180_000;
/** Milliseconds for a test: a few runs of the Action on a busy machine. */
const TEST_TIMEOUT_MS = 180_000;

/** One local Azure for a file of tests, and the built Action beside it. */
export interface Workbench {
  readonly azure: LocalAzure;
  /** Runs dist/index.js in the repository as GitHub's runner would. */
  deploy(repository: UserRepository, options?: DeployOptions): Promise<ActionRunResult>;
  /**
   * Runs the Action and cancels it, as GitHub does, as soon as `when` holds; then its post step. Fails when the Action
   * ends before.
   */
  cancel(repository: UserRepository, when: () => boolean, options?: DeployOptions): Promise<CancelledRun>;
  /** Runs the post step after a main step, with what was given to that. */
  post(repository: UserRepository, main: ActionRunResult, options?: DeployOptions): Promise<ActionRunResult>;
  /** Calls a service through the local Azure's proxy. */
  call(uri: string | undefined, call: Partial<Call>): Promise<CallAnswer>;
  /** The container group of this name; undefined when there is none. */
  group(name: string): GroupRecord | undefined;
}

/** A run that was cancelled. */
export interface CancelledRun {
  readonly main: ActionRunResult;
  /** Milliseconds between the signal and the end of the main step, by the wall clock. */
  readonly stoppedAfterMs: number;
  readonly post: ActionRunResult;
}

export interface DeployOptions {
  /** On top of the inputs that sign in and name the workspace. An empty string takes an input away. */
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What started the job. Default: a push. */
  readonly event?: GitHubEvent;
  /** The job's token: `token` of the local GitHub that the local Azure was started with (`hosts`). Default: none. */
  readonly token?: string;
  /** How the Action signs in. Default: client secret, which needs no OIDC endpoint. */
  readonly signIn?: 'secret' | 'oidc' | 'none';
  /** How many times faster than the wall clock the Action lives. Default 10. */
  readonly speed?: number;
  /** Modules that the Action loads first, besides the fast clock. Absolute paths. */
  readonly preload?: readonly string[];
  /** Folder of action.yml. Default: this repository. */
  readonly actionDirectory?: string;
}

/**
 * Starts a local Azure before the file's tests and stops it after them. Then every exchange with it is held against
 * the published specifications and the written shapes.
 */
export function useWorkbench(options: LocalAzureOptions = {}): Workbench {
  jest.setTimeout(TEST_TIMEOUT_MS);
  let started: LocalAzure | undefined;
  const azure = (): LocalAzure => {
    if (!started) throw new Error('The local Azure has not started.');
    return started;
  };
  beforeAll(async () => {
    started = await startLocalAzure(options);
    await registerIris(started);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    const exchanges = started?.exchanges ?? [];
    await started?.stop();
    await removeRepositories();
    expect(shapeViolations(exchanges)).toEqual([]);
    if (contractMissing === undefined) expect(await contractViolations(exchanges)).toEqual([]);
  }, START_TIMEOUT_MS);
  return {
    get azure() {
      return azure();
    },
    deploy: (repository, given = {}) => runAction(runOf(azure(), repository, given)),
    cancel: (repository, when, given = {}) => cancel(runOf(azure(), repository, given), when),
    post: (repository, main, given = {}) => post(runOf(azure(), repository, given), main),
    call: (uri, call) => callService(azure(), uri, call),
    group: (name) =>
      azure()
        .containerInstance.groups()
        .find((record) => record.name === name),
  };
}

async function registerIris(azure: LocalAzure): Promise<void> {
  const model = await readFile(join(ROOT, 'examples/iris/model/iris.json'));
  await azure.registerModel({ name: 'iris', version: '3', files: { 'iris.json': model } });
}

/** Milliseconds between two looks whether it is time to cancel. */
const LOOK_MS = 10;

async function cancel(run: ActionRun, when: () => boolean): Promise<CancelledRun> {
  const stop = new AbortController();
  let cancelledAt = 0;
  const watch = setInterval(() => {
    if (stop.signal.aborted || !when()) return;
    cancelledAt = Date.now();
    stop.abort();
  }, LOOK_MS);
  try {
    const cancelled = { ...run, signal: stop.signal };
    const main = await runAction(cancelled);
    const stoppedAfterMs = Date.now() - cancelledAt;
    if (!stop.signal.aborted) throw new Error(`The run ended before it was cancelled:\n${main.log}`);
    return { main, stoppedAfterMs, post: await post(cancelled, main) };
  } finally {
    clearInterval(watch);
  }
}

async function post(run: ActionRun, main: ActionRunResult): Promise<ActionRunResult> {
  const done = await runPost(run, main);
  if (!done) throw new Error('The Action has no post step.');
  return done;
}

function runOf(azure: LocalAzure, repository: UserRepository, options: DeployOptions): ActionRun {
  const { info } = azure;
  const signIn = options.signIn ?? 'secret';
  return {
    actionDirectory: options.actionDirectory ?? ROOT,
    workspaceDirectory: repository.directory,
    preload: [FAST_CLOCK, ...(options.preload ?? [])],
    ...(options.event && { event: options.event }),
    ...(options.token !== undefined && { token: options.token }),
    env: {
      ...info.env,
      ...(signIn === 'oidc' && info.oidcEnv),
      FAST_CLOCK_FACTOR: String(options.speed ?? 10),
      ...options.env,
    },
    with: {
      ...(signIn !== 'none' && { 'client-id': info.clientId, 'tenant-id': info.tenantId }),
      ...(signIn === 'secret' && { 'client-secret': info.clientSecret }),
      'subscription-id': info.subscriptionId,
      'resource-group': info.resourceGroup,
      workspace: info.workspace,
      name: 'iris',
      models: 'iris:3',
      'primary-key': KEY,
      ...options.with,
    },
  };
}

function callService(azure: LocalAzure, uri: string | undefined, call: Partial<Call>): Promise<CallAnswer> {
  const { host, pathname } = new URL(uri ?? 'http://no.scoring.uri/');
  return callThroughProxy(azure.info.env['HTTP_PROXY'] ?? '', host, { path: pathname, ...call });
}
