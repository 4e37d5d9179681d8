/** How much a place of GitHub's takes. */
export interface Room {
  readonly limit: number;
  /** In what the limit counts. */
  readonly lengthOf: (text: string) => number;
  /** Stands for what was left out. */
  readonly note: string;
}

/**
 * Joins the sections that fit, and says when one does not. The first always does: every piece of it has a limit of its
 * own. Empty sections are none.
 */
export function fit(sections: readonly string[], { limit, lengthOf, note }: Room): string {
  const all = sections.filter((section) => section !== '');
  let left = limit - lengthOf(note) - 4;
  const fitting = all.filter((section) => {
    const length = lengthOf(section) + 2;
    if (length > left) return false;
    left -= length;
    return true;
  });
  return `${(fitting.length < all.length ? [...fitting, note] : fitting).join('\n\n')}\n`;
}
