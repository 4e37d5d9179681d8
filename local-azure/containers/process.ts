import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface ProcessRequest {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Takes standard output and standard error. A file, because /dev/stdout of a socket cannot be opened again. */
  readonly logFile: string;
}

export interface ExitStatus {
  /** Exit code; 128 + signal number when a signal ended the process. */
  readonly code: number;
  /** Set when the program could not be started at all. */
  readonly startError?: string;
}

export interface RunningProcess {
  /** Undefined when the program could not be started. */
  readonly pid: number | undefined;
  readonly exit: Promise<ExitStatus>;
  /** Ends the process and everything it started; resolves when it is gone. */
  kill(graceMs: number): Promise<void>;
  /** Ends it at once: the process cannot notice. */
  destroy(): void;
}

/** Exit code of a program that is not there, as shells have it. */
const NOT_FOUND = 127;
const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

/** Starts a program as leader of its own process group. */
export function startProcess(request: ProcessRequest): RunningProcess {
  const [program = '', ...args] = request.argv;
  const log = openSync(request.logFile, 'a');
  const child = spawn(program, args, {
    cwd: request.cwd,
    env: request.env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const exit = new Promise<ExitStatus>((resolve) => {
    child.once('error', (cause) => resolve({ code: NOT_FOUND, startError: notStarted(program, cause) }));
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      resolve({ code: code ?? 128 + ((signal && SIGNALS[signal]) ?? 0) });
    });
  });
  return {
    pid: child.pid,
    exit,
    kill: (graceMs) => end(child.pid, exit, graceMs),
    destroy: () => {
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    },
  };
}

async function end(pid: number | undefined, exit: Promise<ExitStatus>, graceMs: number): Promise<void> {
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
  await exit;
  clearTimeout(timer);
}

/** A group that is gone already is what was wanted. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

/** What runc says of a program that cannot be started. Source: `opencontainers/runc:libcontainer/standard_init_linux.go` */
function notStarted(program: string, { code }: NodeJS.ErrnoException): string {
  const why =
    code === 'ENOENT'
      ? `exec: "${program}": executable file not found in $PATH`
      : `exec: "${program}": permission denied`;
  return `OCI runtime create failed: runc create failed: unable to start container process: ${why}`;
}
