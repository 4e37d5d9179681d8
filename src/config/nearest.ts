/**
 * "Did you mean": finds the candidate that a person most likely wanted to write.
 * Case, hyphens, underscores and spaces do not count, so that `entry_script` finds `entryScript`.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = simplified(word);
  let best: string | undefined;
  let bestDistance = allowedDistance(wanted) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, simplified(candidate), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** The end of a sentence's subject, such as ` (did you mean "cpu"?)`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}

function simplified(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** A third of the letters may be wrong: two slips in `memoryGB`, none in a word of two letters. */
function allowedDistance(word: string): number {
  return Math.floor(word.length / 3);
}

/**
 * Insertions, deletions, replacements and swaps of neighbours between two words.
 * Words whose lengths alone differ by `limit` or more are not compared: the answer is `limit`.
 */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
        swapped ? at(beforePrevious, column - 2) + 1 : Infinity,
      );
      current.push(cost);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, right.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
