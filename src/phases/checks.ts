import { AzureError } from '../azure/azure-error.ts';
import { explain } from '../azure/explain.ts';
import type { Finding } from '../findings.ts';
import { ActionError } from '../findings.ts';
import type { Log } from '../log.ts';
import { mergeAlike } from '../models/merge-alike.ts';

/**
 * Gathers the findings of several checks, so that a person sees all that is wrong at once, and sees first what
 * ends the run.
 */
export class Checks {
  readonly #log: Log;
  readonly #errors: Finding[] = [];
  #remarks: Finding[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /** Keeps the findings until {@link settle}. */
  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (finding.severity === 'error') this.#errors.push(finding);
      else this.#remarks.push(finding);
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

  /**
   * Reports warnings and notices.
   * @throws ActionError when there was at least one error: the errors, and after them the warnings and notices.
   */
  settle(): void {
    const remarks = this.#remarks;
    this.#remarks = [];
    if (this.#errors.length > 0) throw new ActionError([...mergeAlike(this.#errors), ...remarks]);
    for (const remark of remarks) this.#log.report(remark);
  }
}
