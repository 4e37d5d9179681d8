import { randomUUID } from 'node:crypto';
import type { WireAnswer } from '../types.ts';

/** Why Entra gives no token. */
export interface Refusal {
  readonly status: number;
  /** OAuth's error word. */
  readonly error: string;
  /** Number of the AADSTS code. */
  readonly code: number;
  readonly text: string;
}

/** A request that is wrong in itself: 400. */
export function invalid(error: string, code: number, text: string): Refusal {
  return { status: 400, error, code, text };
}

/** A client that did not prove who it is: 401. */
export function unauthorized(code: number, text: string): Refusal {
  return { status: 401, error: 'invalid_client', code, text };
}

/** Entra's error body. Shape recorded in public issues, such as microsoft/Agents#202. */
export function failure(refusal: Refusal): WireAnswer {
  const timestamp = new Date()
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const [trace, correlation] = [randomUUID(), randomUUID()];
  return {
    status: refusal.status,
    headers: { 'cache-control': 'no-store, no-cache', 'x-ms-request-id': trace },
    body: {
      error: refusal.error,
      error_description: `AADSTS${refusal.code}: ${refusal.text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [refusal.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
    },
  };
}
