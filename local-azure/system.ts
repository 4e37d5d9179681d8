import { execFile } from 'node:child_process';
import { access, constants, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs the local Azure starts; the Debian packages have the same names. */
const PROGRAMS = ['nginx', 'openssl', 'python3'] as const;

/** Where Debian puts servers. It is not on the PATH of every user. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];

/** A policy file that says no (101) keeps packages from starting their services. Source: invoke-rc.d(8). */
const POLICY_FILE = '/usr/sbin/policy-rc.d';

/**
 * Makes sure that nginx, openssl and python3 are there. As root or with sudo that asks no password they are installed
 * with apt, without starting a service. Throws one line that says what to install otherwise.
 */
export async function requireSystem(): Promise<void> {
  const missing = await missingPrograms();
  if (missing.length === 0) return;
  const advice = `The local Azure needs ${missing.join(', ')}. Install it: sudo apt-get install ${missing.join(' ')}`;
  const asRoot = await rootPrefix();
  if (!asRoot || !(await find('apt-get'))) throw new Error(advice);
  process.stderr.write(`Installing ${missing.join(', ')} with apt-get\n`);
  try {
    await installQuietly(asRoot, missing);
  } catch (caught) {
    throw new Error(
      `${advice} (apt-get failed: ${caught instanceof Error ? caught.message : String(caught)})`,
      {
        cause: caught,
      },
    );
  }
}

async function missingPrograms(): Promise<string[]> {
  const paths = await Promise.all(PROGRAMS.map((program) => find(program)));
  return PROGRAMS.filter((_, at) => paths[at] === undefined);
}

async function find(program: string): Promise<string | undefined> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEM_FOLDERS];
  for (const folder of folders) {
    const path = join(folder, program);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/** The words in front of a command that make it run as root; undefined when that needs a password. */
async function rootPrefix(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  return run('sudo', ['-n', 'true']).then(
    () => ['sudo', '-n'],
    () => undefined,
  );
}

async function installQuietly(asRoot: readonly string[], packages: readonly string[]): Promise<void> {
  const command = async (...words: string[]): Promise<void> => {
    const [program = '', ...args] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words];
    await run(program, args, { maxBuffer: 64 * 1024 * 1024 });
  };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  await command('apt-get', ...lock, '-qq', 'update');
  await withoutServices(command, () =>
    command('apt-get', ...lock, '-qq', '-y', '--no-install-recommends', 'install', ...packages),
  );
}

/** Runs `body` while a policy file keeps services from being started; one that is there already stays. */
async function withoutServices(
  command: (...words: string[]) => Promise<void>,
  body: () => Promise<void>,
): Promise<void> {
  const exists = await access(POLICY_FILE).then(
    () => true,
    () => false,
  );
  if (exists) return body();
  const own = join(tmpdir(), `policy-rc.d-${process.pid}`);
  await writeFile(own, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await command('install', '-m', '755', own, POLICY_FILE);
    await body();
  } finally {
    await command('rm', '-f', POLICY_FILE);
    await rm(own, { force: true });
  }
}
