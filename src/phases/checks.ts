import { AzureError } from '../azure/azure-error.ts';
import { explain } from '../azure/explain.ts';
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

  /** Runs a step that may be refused, by a check of ours or by Azure; why is kept, and the other steps go on. */
  async attempt<T>(step: Promise<T>): Promise<T | undefined> {
    try {
      return await step;
    } catch (caught) {
      const refusal = caught instanceof AzureError ? explain(caught) : caught;
      if (!(refusal instanceof ActionError)) throw caught;
      this.add(refusal.findings);
      return undefined;
    }
  }

  /** @throws ActionError when there was at least one error. */
  stopOnErrors(): void {
    if (this.#errors.length > 0) throw new ActionError(this.#errors);
  }
}
