import { RULES } from './rules.ts';
import type { Diagnosis, Rule, Symptoms } from './types.ts';
import { CERTAINTIES } from './types.ts';

/**
 * Everything that the symptoms tell, the surest first and within that in the order of the table. Pure. Empty when
 * no rule knows them: then the raw lines are all there is to show.
 */
export function diagnose(symptoms: Symptoms, rules: readonly Rule[] = RULES): readonly Diagnosis[] {
  const found = rules.flatMap((rule): Diagnosis[] => {
    const told = rule.find(symptoms);
    return told ? [{ rule: rule.name, ...told }] : [];
  });
  return CERTAINTIES.flatMap((certainty) => found.filter((diagnosis) => diagnosis.certainty === certainty));
}

/** The cause as a sentence that says how sure it is. */
export function causeSentence({ certainty, cause }: Diagnosis): string {
  switch (certainty) {
    case 'certain':
      return cause;
    case 'likely':
      return `Most likely: ${cause}`;
    case 'possible':
      return `Possibly: ${cause}`;
  }
}
