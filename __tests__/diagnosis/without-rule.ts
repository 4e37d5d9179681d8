import type { Rule } from '../../src/diagnosis/types.ts';

/** A mutation check: each rule's name with the table that lacks it. */
export function withoutEach(rules: readonly Rule[]): [name: string, others: readonly Rule[]][] {
  return rules.map(({ name }) => [name, rules.filter((rule) => rule.name !== name)]);
}
