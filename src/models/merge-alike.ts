import type { Finding } from '../findings.ts';

/**
 * Tells refusals that have one cause once: a missing role or a dead network is the same for every model, and a
 * thousand equal errors hide the others. Findings are alike when Azure gave the same code and the remedy is the same.
 * The messages of the others stay as evidence below the first.
 */
export function mergeAlike(findings: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(findings, keyOf);
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (!first || others.length === 0) return group;
    if (others.every((other) => other.message === first.message)) return [first];
    const evidence = [
      ...(first.evidence ?? []),
      `The same for ${others.length} more:`,
      ...others.map(({ message }) => message),
    ];
    return [{ ...first, evidence }];
  });
}

/** Findings that did not come from Azure are alike only when they say the same. */
function keyOf(finding: Finding): string {
  const { severity, message, remedy = '', azure } = finding;
  return azure?.code === undefined
    ? JSON.stringify([severity, message, remedy, finding.place])
    : JSON.stringify([azure.code, remedy]);
}
