/** What ARM counts separately. */
export type Operation = 'reads' | 'writes' | 'deletes';

interface Limit {
  readonly size: number;
  /** Tokens a second. */
  readonly refill: number;
}

/**
 * Buckets of one principal in one subscription and region.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
const LIMITS: Readonly<Record<Operation, Limit>> = {
  reads: { size: 250, refill: 25 },
  writes: { size: 200, refill: 10 },
  deletes: { size: 200, refill: 10 },
};

/** Seconds a client is told to wait. The documented message of 2025 says "after '1' seconds" (velero-io/velero#9171). */
const RETRY_AFTER_SECONDS = 1;

/** Whether a request may pass, and what is left. */
export type Admission =
  | { readonly ok: true; readonly remaining: number }
  | { readonly ok: false; readonly retryAfterSeconds: number };

export interface Buckets {
  take(operation: Operation): Admission;
}

/**
 * ARM's token buckets. An empty bucket answers 429 with Retry-After; a request sent before that time is refused and
 * starts the wait anew. `now` gives milliseconds.
 */
export function createBuckets(now: () => number): Buckets {
  const state = new Map<Operation, { tokens: number; at: number; closedUntil: number }>();
  return {
    take: (operation) => {
      const { size, refill } = LIMITS[operation];
      const time = now();
      const bucket = state.get(operation) ?? { tokens: size, at: time, closedUntil: 0 };
      state.set(operation, bucket);
      bucket.tokens = Math.min(size, bucket.tokens + ((time - bucket.at) / 1000) * refill);
      bucket.at = time;
      if (time < bucket.closedUntil || bucket.tokens < 1) {
        bucket.closedUntil = time + RETRY_AFTER_SECONDS * 1000;
        return { ok: false, retryAfterSeconds: RETRY_AFTER_SECONDS };
      }
      bucket.tokens -= 1;
      return { ok: true, remaining: Math.floor(bucket.tokens) };
    },
  };
}

/** The bucket of a method. Actions (POST) count as writes. */
export function operationOf(method: string): Operation {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}
