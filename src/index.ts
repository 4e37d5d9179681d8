import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { systemClock } from './clock.ts';
import { runCommand } from './command.ts';
import type { Finding } from './findings.ts';
import { readGitHubContext } from './github/context.ts';
import { readEvent } from './github/event.ts';
import type { GitHubLog } from './github/log.ts';
import { createGitHubLog } from './github/log.ts';
import { withoutMasks } from './github/masks.ts';
import { isPost, markPost, readUnderWay, saveUnderWay } from './github/state.ts';
import { createHttp } from './http.ts';
import type { Inputs } from './inputs.ts';
import { readInputs, readSecrets } from './inputs.ts';
import type { UnderWay } from './phases/cancel/ledger.ts';
import { createLedger } from './phases/cancel/ledger.ts';
import type { Tools } from './phases/tools.ts';
import { withoutBefore, withoutSecrets } from './phases/cancel/saved.ts';
import { run } from './run.ts';
import { POST_MS, stopOnSignals, stoppableClock } from './stop.ts';

/** Bytes of the salt of a new service. 16 is what https://www.rfc-editor.org/rfc/rfc7914 and common practice use with scrypt. */
const SALT_BYTES = 16;

/** One file for both steps of the Action: the main step saves a mark that makes the next start the post step. */
async function main(): Promise<void> {
  const log = createGitHubLog();
  for (const secret of readSecrets()) log.mask(secret);
  const stop = isPost() ? AbortSignal.any([stopOnSignals(), timeUp()]) : stopOnSignals();
  const { inputs, findings } = readInputs();
  process.exitCode = (await step(inputs, findings, toolsOf(log, stop))) ? 0 : 1;
  log.finish();
  // What the run waited for when it was stopped, and the time limit, would keep the process alive.
  if (stop.aborted || isPost()) process.stdout.write('', () => process.exit());
}

async function step(inputs: Inputs, findings: readonly Finding[], tools: Tools): Promise<boolean> {
  if (isPost()) return (await import('./post.ts')).post(readUnderWay(), inputs, tools);
  markPost();
  return run(inputs, findings, tools);
}

function toolsOf(log: GitHubLog, stop: AbortSignal): Tools {
  const clock = stoppableClock(systemClock, stop);
  return {
    log,
    clock,
    stop,
    ledger: createLedger(stop, isPost() ? () => undefined : saveSafely(log)),
    http: once(createHttp),
    hide: (value) => withoutMasks(value, log.masks),
    idToken: async (audience) => (await import('./github/oidc.ts')).requestIdToken(audience, systemClock),
    runCommand,
    event: () => readEvent(),
    github: async (token) => (await import('./github/api.ts')).createGitHubApi(token, clock),
    origin: () => readGitHubContext(),
    workspaceDirectory: workspaceDirectory(),
    newSalt: () => randomBytes(SALT_BYTES).toString('hex'),
  };
}

/** Real, because paths of files are compared with it after their links are resolved. It may be gone at the end of the job. */
function workspaceDirectory(): string {
  const directory = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  return existsSync(directory) ? realpathSync(directory) : directory;
}

/** Saves without secrets, and without the state before where that is too long. */
function saveSafely({ masks }: GitHubLog): (underWay: UnderWay) => void {
  return (underWay) => {
    const clean = withoutSecrets(underWay, [...masks]);
    if (!saveUnderWay(clean)) saveUnderWay(withoutBefore(clean));
  };
}

/** Aborts when the time of the post step is over. */
function timeUp(): AbortSignal {
  const stop = new AbortController();
  void systemClock.sleep(POST_MS).then(() => stop.abort());
  return stop.signal;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

await main();
