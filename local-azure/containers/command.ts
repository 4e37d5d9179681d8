import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { PortMap } from './address.ts';
import { localNginx } from './nginx.ts';
import type { Programs } from './python.ts';
import type { ContainerRoot } from './root.ts';
import type { ContainerSpec, ImageConfig } from './types.ts';

/** Where a container's process finds itself. */
export interface Surroundings {
  readonly root: ContainerRoot;
  /** The group's inner address. */
  readonly host: string;
  readonly ports: PortMap;
  readonly programs: Programs;
  /** Folder of the container outside its root, for rewritten configuration. */
  readonly scratch: string;
}

export type Command =
  | { readonly kind: 'run'; readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> }
  /** The program ends before it does anything, with this log. */
  | { readonly kind: 'exit'; readonly code: number; readonly log: string };

/** What to run for a container: the program, with the container's paths turned into this machine's. */
export async function containerCommand(
  spec: ContainerSpec,
  image: ImageConfig,
  around: Surroundings,
): Promise<Command> {
  const argv = spec.command.length > 0 ? spec.command : [...image.entrypoint, ...image.cmd];
  const env = environmentOf(spec, image, around);
  if (basename(argv[0] ?? '') === 'nginx') return nginxCommand(argv, env, around);
  return { kind: 'run', argv: mapArguments(argv, around.root), env };
}

/** Only the image's and the container's variables: nothing of this machine's environment gets in. */
function environmentOf(
  spec: ContainerSpec,
  image: ImageConfig,
  around: Surroundings,
): Record<string, string> {
  const given = { HOME: '/tmp', ...image.env, ...spec.environment };
  const mapped = Object.entries(given).map(([name, value]) => [name, around.root.mapList(value)]);
  const own = Object.fromEntries(mapped) as Record<string, string>;
  const pythonPath = [around.programs.pythonPath(image), own['PYTHONPATH']].filter(
    (part) => part !== undefined,
  );
  return {
    ...own,
    PATH: around.programs.path(image),
    PYTHONPATH: pythonPath.join(':'),
    PYTHONDONTWRITEBYTECODE: '1',
    HOSTNAME: 'SandboxHost-0',
    LOCAL_AZURE_ADDRESS: around.host,
    LOCAL_AZURE_PORTS: [...around.ports].map((pair) => pair.join(':')).join(','),
  };
}

/** A command's words with the container's paths turned into this machine's. */
export function mapArguments(argv: readonly string[], root: ContainerRoot): string[] {
  const isShell = /^(ba|da|z)?sh$/.test(basename(argv[0] ?? ''));
  return argv.map((word) => (isShell && /\s/.test(word) ? root.mapShell(word) : root.map(word)));
}

/** nginx, the front end: its configuration is rewritten for this machine. */
async function nginxCommand(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  around: Surroundings,
): Promise<Command> {
  const given = argument(argv, '-c') ?? '/etc/nginx/nginx.conf';
  const globals = argument(argv, '-g') ?? '';
  const file = around.root.inside(given);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return emergency(`open() "${given}" failed (2: No such file or directory)`);
  const scratch = join(around.scratch, 'nginx');
  // Only a nginx of root changes to another user for its worker: here it must be the same one.
  const worker = process.getuid?.() === 0 ? { user: userInfo().username } : {};
  const config = localNginx(text, { ...around, scratch, ...worker, mapPath });
  if ('refusal' in config) return emergency(`${config.refusal} in ${given}`);
  // A nginx that puts itself into the background ends the container's first process, and with it the container.
  if (!/\bdaemon\s+off\s*;/.test(text + globals)) return { kind: 'exit', code: 0, log: '' };
  // The same path below another folder: the log then shows the path of the container.
  const rewritten = join(scratch, given);
  await mkdir(dirname(rewritten), { recursive: true });
  await writeFile(rewritten, config.text, { mode: 0o600 });
  // Left out: -e, which older versions do not know. Their early errors go to the container's log all the same.
  return { kind: 'run', argv: ['nginx', '-c', rewritten, ...(globals === '' ? [] : ['-g', globals])], env };

  function mapPath(path: string): string {
    if (path.startsWith('/')) return around.root.map(path);
    return /^(stderr|off|syslog:|memory:)/.test(path) ? path : resolve(dirname(file), path);
  }
}

function argument(argv: readonly string[], option: string): string | undefined {
  const at = argv.indexOf(option);
  return at === -1 ? undefined : argv[at + 1];
}

function emergency(message: string): Command {
  return { kind: 'exit', code: 1, log: `nginx: [emerg] ${message}\n` };
}
