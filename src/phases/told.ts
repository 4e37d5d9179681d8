import { AzureError } from '../azure/azure-error.ts';
import { explain } from '../azure/explain.ts';
import type { Finding } from '../findings.ts';
import { ActionError, error } from '../findings.ts';

/** What a person is told about anything that was thrown. */
export function findingsOf(caught: unknown): readonly Finding[] {
  if (caught instanceof ActionError) return caught.findings;
  if (caught instanceof AzureError) return explain(caught).findings;
  const text =
    caught instanceof Error ? `${caught.name}: ${caught.message}` : 'a value that is no error was thrown';
  const evidence = caught instanceof Error ? (caught.stack ?? '').split('\n').slice(1, 8) : [];
  return [
    error(`The Action met something it does not expect (${text}).`, {
      remedy: 'This is a fault of the Action: please open an issue with these lines and the workflow step.',
      evidence,
    }),
  ];
}

/**
 * Findings in the order in which they are told, because GitHub shows only the first of them beside the code: what ended
 * the run stays first, and of the others those that lead to a line come before those that lead to a file, an input, or
 * nowhere. Pure.
 */
export function inOrderOfUse([first, ...others]: readonly Finding[]): readonly Finding[] {
  const rank = ({ place, input }: Finding): number => {
    if (place) return place.line === undefined ? 1 : 0;
    return input === undefined ? 3 : 2;
  };
  return first ? [first, ...others.toSorted((a, b) => rank(a) - rank(b))] : [];
}

/**
 * The error that ended an update, with what has become of the service. The first error stays the first thing told.
 *
 * @param aftermath Whole sentences.
 * @param more What went wrong afterwards.
 */
export function withAftermath(
  caught: unknown,
  aftermath: string,
  more: readonly Finding[] = [],
): ActionError {
  const [first = error('The run failed.'), ...others] = findingsOf(caught);
  const told = { ...first, message: `${sentence(first.message)} ${aftermath}` };
  return new ActionError([told, ...others, ...more], { cause: caught });
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
