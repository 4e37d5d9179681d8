import type { Clock } from '../../src/clock.ts';

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that jumps to the next timer as soon as nothing else is left to do: hours pass in milliseconds. */
export class FakeClock implements Clock {
  #now = Date.parse('2026-11-23T12:00:00Z');
  #timers: Timer[] = [];
  #isStopped = false;

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const timer = { at: this.#now + ms, wake: () => resolve() };
      this.#timers.push(timer);
      signal?.addEventListener('abort', () => {
        this.#timers = this.#timers.filter((each) => each !== timer);
        resolve();
      });
    });
  }

  /** Lets time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    const done = work.finally(() => (this.#isStopped = true));
    void done.catch(() => undefined);
    while (!this.#stopped()) {
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      this.#advance();
    }
    this.#isStopped = false;
    return done;
  }

  #stopped(): boolean {
    return this.#isStopped;
  }

  #advance(): void {
    const next = Math.min(...this.#timers.map(({ at }) => at));
    if (this.#isStopped || !Number.isFinite(next)) return;
    this.#now = Math.max(this.#now, next);
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const timer of due) timer.wake();
  }
}
