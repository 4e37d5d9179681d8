import type { Place } from '../findings.ts';

/** What an answer must be. A field that is absent is not checked. */
export interface Expectation {
  /** Default 200. */
  readonly status?: number;
  /** Exact JSON; null is a value like any other. */
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
  /** Where the file has it. */
  readonly place?: Place;
}

/** What one request of the smoke test gave. */
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
  /** True for the Action's own checks (the key, the health path), which the user's file does not name. */
  readonly probe?: boolean;
  /** What to do about a failure, as an imperative sentence. */
  readonly remedy?: string;
  /** How the call itself went wrong: no answer, or one with another status than expected. Absent for a wrong or late answer. */
  readonly fault?: { readonly runFailed: boolean; readonly timedOut: boolean };
  /** The scoring container's last log lines, read right after the failure. */
  readonly log?: string;
  readonly place?: Place;
}

/** A request that worked, to show people how to call the service. */
export interface SmokeSample {
  readonly body: string;
  readonly contentType: string;
}

/** The whole smoke test. */
export interface SmokeResult {
  /** False when the service was only called with GET and nothing was scored. */
  readonly scored: boolean;
  readonly requests: readonly SmokeRequestResult[];
  readonly passed: boolean;
  /** The scoring container's last log lines, read right after a failure. */
  readonly logTail?: string;
  /** The first request that passed, when its body is short text. */
  readonly sample?: SmokeSample;
}
