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
