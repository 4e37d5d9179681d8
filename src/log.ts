import type { Finding } from './findings.ts';

/**
 * Where the run tells what it does. The implementation for GitHub (src/github/log.ts) makes every text
 * harmless: nothing that comes from outside can be read as a workflow command.
 */
export interface Log {
  /** One line of progress. */
  info(text: string): void;
  /** Shown only when the workflow runs with debug logging. */
  debug(text: string): void;
  /** A finding, as an annotation on its file and line when it has one. */
  report(finding: Finding): void;
  /** Folded output: lines that `body` logs with `info` while it runs. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** Hides a value in everything GitHub shows from now on. Call it before the value can appear. */
  mask(secret: string): void;
}

/** A log that says nothing; for tests and for work whose progress nobody follows. */
export const silentLog: Log = {
  info: () => undefined,
  debug: () => undefined,
  report: () => undefined,
  group: (_title, body) => body(),
  mask: () => undefined,
};
