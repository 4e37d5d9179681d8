import type { Finding } from '../findings.ts';
import { ActionError } from '../findings.ts';
import type { Log } from '../log.ts';

/** Gathers the findings of several checks, so that a person sees all that is wrong at once. */
export class Checks {
  readonly #log: Log;
  readonly #errors: Finding[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /** Warnings and notices are reported now; errors wait for {@link stopOnErrors}. */
  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (finding.severity === 'error') this.#errors.push(finding);
      else this.#log.report(finding);
    }
  }

  /** Adds the findings of a result and hands the result on. */
  take<T extends { readonly findings: readonly Finding[] }>(result: T): T {
    this.add(result.findings);
    return result;
  }

  /** Runs a step that may end in an ActionError; its findings are kept and the others go on. */
  async attempt<T>(step: Promise<T>): Promise<T | undefined> {
    try {
      return await step;
    } catch (caught) {
      if (!(caught instanceof ActionError)) throw caught;
      this.add(caught.findings);
      return undefined;
    }
  }

  /** @throws ActionError when there was at least one error. */
  stopOnErrors(): void {
    if (this.#errors.length > 0) throw new ActionError(this.#errors);
  }
}
