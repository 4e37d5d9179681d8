import { appendFile } from 'node:fs/promises';
import { KILLED, type ContainerFaults } from './faults.ts';
import { pause } from './probe.ts';
import type { ExitStatus, RunningProcess } from './process.ts';

/** Ends the process of one container with an exit code of choice: at will, or as its fault says. */
export class Crashes {
  readonly #fault: ContainerFaults['crash'];
  readonly #logFile: string;
  #running: { readonly process: RunningProcess; exitCode?: number } | undefined;
  #count = 0;

  constructor(fault: ContainerFaults['crash'], logFile: string) {
    this.#fault = fault;
    this.#logFile = logFile;
  }

  /** The end of the container's new process, with the code that it may have been given. */
  async follow(process: RunningProcess): Promise<ExitStatus> {
    const running: { readonly process: RunningProcess; exitCode?: number } = { process };
    this.#running = running;
    const exit = await process.exit;
    this.#running = undefined;
    return running.exitCode === undefined ? exit : { code: running.exitCode };
  }

  /** Kills the process, as the kernel does without memory. False: nothing runs. */
  async kill(exitCode = KILLED, log = ''): Promise<boolean> {
    const running = this.#running;
    if (!running) return false;
    running.exitCode = exitCode;
    if (log !== '') await appendFile(this.#logFile, log.endsWith('\n') ? log : `${log}\n`);
    running.process.destroy();
    await running.process.exit;
    return true;
  }

  /** The container has started or has become ready: from then on its time counts. */
  countFrom(since: 'start' | 'ready', signal: AbortSignal): void {
    const fault = this.#fault;
    if (fault?.since !== since || this.#count >= fault.times) return;
    void pause(fault.afterMs, signal).then(() => {
      if (signal.aborted) return undefined;
      this.#count++;
      return this.kill(fault.exitCode, fault.log);
    });
  }
}
