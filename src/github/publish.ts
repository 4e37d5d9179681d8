import * as core from '@actions/core';
import { warning } from '../findings.ts';
import type { Log } from '../log.ts';
import { harmlessLine } from './harmless.ts';

/** Sets the outputs of the step. */
export function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Writes the job summary. A summary that cannot be written is a warning: the service is what it is. */
export async function writeSummary(markdown: string, log: Log): Promise<void> {
  try {
    await core.summary.addRaw(markdown, true).write();
  } catch (caught) {
    const reason = caught instanceof Error ? harmlessLine(caught.message) : 'unknown reason';
    log.report(warning(`The job summary could not be written: ${reason}`));
  }
}
