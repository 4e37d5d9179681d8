import { describe, expect, it } from '@jest/globals';
import { compare } from '../../../scripts/bench/measure.ts';

describe('compare', () => {
  it('takes turns, leaves the first round out and gives minimum and median', async () => {
    const calls: string[] = [];
    let time = 0;
    const candidate = (name: string, durations: number[]): { name: string; run: () => Promise<void> } => ({
      name,
      run: () => {
        calls.push(name);
        time += durations.shift() ?? 0;
        return Promise.resolve();
      },
    });
    const results = await compare(
      [candidate('a', [99, 3, 1, 2]), candidate('b', [99, 5, 7, 9])],
      3,
      () => time,
    );
    expect(calls.join('')).toBe('abababab');
    expect(results).toEqual([
      { name: 'a', min: 1, median: 2 },
      { name: 'b', min: 5, median: 7 },
    ]);
  });
});
