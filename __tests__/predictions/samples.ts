import type { ComparedRequest, PredictionComparison } from '../../src/predictions/types.ts';

/** A request whose prediction is the same. */
export function same(name: string, before = 40, after = 42): ComparedRequest {
  return { name, latencyMs: { before, after } };
}

/** Two changed predictions, one that is the same, and a request that fails on both sides; changed by `change`. */
export function comparison(change: Partial<PredictionComparison> = {}): PredictionComparison {
  return {
    requests: [
      {
        name: 'a setosa',
        change: { path: '$.predictions[0].species', before: '"setosa"', after: '"virginica"', more: 3 },
        latencyMs: { before: 20, after: 30 },
      },
      same('a versicolor'),
      {
        name: 'nonsense',
        change: { path: 'status', before: '200: [1]', after: '500: {"message": "boom"}', more: 0 },
        latencyMs: { before: 60, after: 1_500 },
      },
      { name: 'too large', failure: 'status 413', latencyMs: { before: 5, after: 6 } },
    ],
    leftOut: 0,
    ...change,
  };
}
