/** How the steps of a job have gone so far. */
export type JobStatus = 'success' | 'failure' | 'cancelled';

/**
 * Evaluates the `post-if` of an action: the status functions, alone or joined by `||`.
 * Throws for what it does not know, so that no test believes in a condition that was never read.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#runspost-if
 */
export function holds(condition: string, status: JobStatus): boolean {
  return condition.split('||').some((term) => isTrue(term.trim(), status));
}

function isTrue(term: string, status: JobStatus): boolean {
  switch (term) {
    case 'always()':
      return true;
    case 'success()':
      return status === 'success';
    case 'failure()':
      return status === 'failure';
    case 'cancelled()':
      return status === 'cancelled';
    default:
      throw new Error(`The runner of the tests does not know the condition ${term}`);
  }
}
