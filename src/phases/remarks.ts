import type { Finding } from '../findings.ts';
import type { Log } from '../log.ts';

/** A log that keeps warnings and notices back. */
export interface HeldLog {
  readonly log: Log;
  /** Tells what was kept, and from now on everything at once. */
  release(): void;
}

/**
 * Holds warnings and notices back until the plan stands or the run has failed: a run that ends before anything is
 * written says first why.
 */
export function holdRemarks(log: Log): HeldLog {
  const held: Finding[] = [];
  let released = false;
  return {
    log: {
      ...log,
      report: (finding) => {
        if (released || finding.severity === 'error') log.report(finding);
        else held.push(finding);
      },
    },
    release: () => {
      released = true;
      for (const finding of held.splice(0)) log.report(finding);
    },
  };
}
