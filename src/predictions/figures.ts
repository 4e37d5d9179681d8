import type { ComparedRequest, PredictionComparison } from './types.ts';

/** The requests that got a prediction from at least one side. */
export function predictionsOf({ requests }: PredictionComparison): readonly ComparedRequest[] {
  return requests.filter(({ failure }) => failure === undefined);
}

/** The requests whose predictions have changed. */
export function changedOf({ requests }: PredictionComparison): readonly ComparedRequest[] {
  return requests.filter(({ change }) => change !== undefined);
}

/** Median latencies of the predictions in milliseconds; undefined without predictions. */
export function mediansOf(comparison: PredictionComparison): ComparedRequest['latencyMs'] | undefined {
  const latencies = predictionsOf(comparison).map(({ latencyMs }) => latencyMs);
  if (latencies.length === 0) return undefined;
  return {
    before: median(latencies.map(({ before }) => before)),
    after: median(latencies.map(({ after }) => after)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
