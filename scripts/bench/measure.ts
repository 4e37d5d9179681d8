/** Something whose duration is of interest. */
export interface Candidate {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Durations in milliseconds. */
export interface Measurement {
  readonly name: string;
  readonly min: number;
  readonly median: number;
}

/**
 * Runs the candidates in turns, so that a busy moment of the machine hits all alike. The first round warms the file
 * cache and does not count.
 */
export async function compare(
  candidates: readonly Candidate[],
  rounds: number,
  now: () => number = () => performance.now(),
): Promise<readonly Measurement[]> {
  const durations = candidates.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, candidate] of candidates.entries()) {
      const start = now();
      await candidate.run();
      if (round > 0) durations[index]?.push(now() - start);
    }
  }
  return candidates.map(({ name }, index) => summarize(name, durations[index] ?? []));
}

function summarize(name: string, durations: readonly number[]): Measurement {
  const sorted = [...durations].sort((a, b) => a - b);
  return { name, min: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}
