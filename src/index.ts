import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { systemClock } from './clock.ts';
import { runCommand } from './command.ts';
import { createGitHubLog } from './github/log.ts';
import { saveUnderWay } from './github/state.ts';
import { createHttp } from './http.ts';
import { readInputs, readSecrets } from './inputs.ts';
import type { UnderWay } from './phases/ledger.ts';
import { createLedger } from './phases/ledger.ts';
import type { Tools } from './phases/tools.ts';
import { run } from './run.ts';
import { stopOnSignals, stoppableClock } from './stop.ts';

/** Bytes of the salt of a new service. 16 is what https://www.rfc-editor.org/rfc/rfc7914 and common practice use with scrypt. */
const SALT_BYTES = 16;

async function main(): Promise<void> {
  const stop = stopOnSignals();
  const log = createGitHubLog();
  for (const secret of readSecrets()) log.mask(secret);
  const http = once(createHttp);
  const tools: Tools = {
    log,
    clock: stoppableClock(systemClock, stop),
    stop,
    ledger: createLedger(stop, save),
    http,
    idToken: async (audience) => (await import('./github/oidc.ts')).requestIdToken(audience, systemClock),
    runCommand,
    origin: async () => (await import('./github/context.ts')).readGitHubContext(),
    // Real, because paths of files are compared with it after their links are resolved.
    workspaceDirectory: realpathSync(process.env['GITHUB_WORKSPACE'] ?? process.cwd()),
    newSalt: () => randomBytes(SALT_BYTES).toString('hex'),
  };
  const { inputs, findings } = readInputs();
  process.exitCode = (await run(inputs, findings, tools)) ? 0 : 1;
  log.finish();
}

/** Without the state before, which may be long, when the whole is too long: then the post step says that it cannot go back. */
function save(underWay: UnderWay): void {
  if (saveUnderWay(underWay) || !underWay.live) return;
  saveUnderWay({ ...underWay, live: { ...underWay.live, before: undefined, isTooLong: true } });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

await main();
