import type { Finding } from '../findings.ts';
import type { Run } from '../phases/job.ts';

/** Says why there is nothing to do. What is wrong with inputs does not matter then. */
export function nothing({ tools, facts }: Run, findings: readonly Finding[]): void {
  for (const finding of findings) if (finding.severity !== 'error') tools.log.report(finding);
  facts.result = 'skipped';
}
