/** What an answer must be. */
export interface Expectation {
  /** Default 200. */
  readonly status?: number;
  /** Exact JSON. */
  readonly body?: unknown;
  /** Objects by subset, arrays of the same length. */
  readonly contains?: unknown;
  readonly maxLatencyMs?: number;
}

/** One request of the smoke-test file. */
export interface SmokeRequest {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly contentType: string;
  readonly expect: Expectation;
}

export interface SmokeRequestResult {
  readonly name: string;
  readonly passed: boolean;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly latencyMs: number;
  /** What was expected and what came, a line each; empty when it passed. */
  readonly differences: readonly string[];
  /** Such as "the answer was a JSON string and was compared decoded". */
  readonly notes: readonly string[];
}

export interface SmokeResult {
  /** False when the service was only called with GET and nothing was scored. */
  readonly scored: boolean;
  readonly requests: readonly SmokeRequestResult[];
  readonly passed: boolean;
}
