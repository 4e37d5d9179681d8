import { error } from '../findings.ts';
import type { Finding } from '../findings.ts';
import { changedOf, predictionsOf } from './figures.ts';
import { INPUT, isWithin, limitText } from './limit.ts';
import type { ComparedRequest, PredictionComparison } from './types.ts';

/** One error when more predictions have changed than the input allows; it names each of them. */
export function checkLimit(comparison: PredictionComparison): Finding[] {
  const { limit } = comparison;
  const changed = changedOf(comparison);
  const compared = predictionsOf(comparison).length;
  if (!limit || isWithin(limit, changed.length, compared)) return [];
  const evidence = changed.map(changeText);
  const message = `${changed.length} of ${compared} predictions changed, and ${INPUT} allows ${limitText(limit)}. The first: ${evidence[0] ?? ''}.`;
  const remedy = `If the new answers are right, raise ${INPUT} for this change, with a label of the pull request for example; if not, correct the model or run() of the entry script.`;
  return [error(message, { input: INPUT, remedy, evidence })];
}

/** A changed prediction in a line. */
function changeText({ name, change }: ComparedRequest): string {
  if (!change) return name;
  const more = change.more > 0 ? ` (and ${change.more} more)` : '';
  return `"${name}": ${change.path} was ${change.before} and is ${change.after}${more}`;
}
