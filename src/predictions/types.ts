import type { ChangeLimit } from './limit.ts';

/** Where two answers differ first, shortened for people. */
export interface ChangedValue {
  /** JSON path such as `$.predictions[0]`, `status`, or `answer` for one that is not JSON. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** How many more places differ. */
  readonly more: number;
}

/** What one request got from both services. */
export interface ComparedRequest {
  readonly name: string;
  /** Absent: the prediction is the same. */
  readonly change?: ChangedValue;
  /** How the request fails on both sides alike, which is neither a prediction nor a change: `status 500`. */
  readonly failure?: string;
  /** Milliseconds. */
  readonly latencyMs: { readonly before: number; readonly after: number };
}

/** The predictions of the service that runs now beside those of the one that may take its place. */
export interface PredictionComparison {
  /** In the order they were sent. */
  readonly requests: readonly ComparedRequest[];
  /** Requests of the smoke-test file that were not sent, because there are too many. */
  readonly leftOut: number;
  /** Whose requests they are, as the end of a sentence, where that is not the checked-out file: `main at 1a2b3c4`. */
  readonly source?: string;
  /** Absent: any number may change. */
  readonly limit?: ChangeLimit;
}

/** Why predictions were not compared, for people. */
export interface NotCompared {
  /** A sentence without a period. */
  readonly why: string;
  /** What to do, as an imperative sentence. */
  readonly remedy?: string;
}
