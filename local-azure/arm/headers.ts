import { randomUUID } from 'node:crypto';
import type { WireRequest } from '../types.ts';
import { operationOf } from './throttle.ts';

/** Requests of a full bucket of reads. */
const BUCKET_SIZE = 250;

/** Headers that ARM puts on every answer. `remaining` is what is left in the bucket. */
export function commonHeaders(request: WireRequest, remaining = BUCKET_SIZE - 1): Record<string, string> {
  const id = randomUUID();
  const correlation = request.headers['x-ms-correlation-request-id'] ?? id;
  const clientId = request.headers['x-ms-client-request-id'];
  const wantsClientId = request.headers['x-ms-return-client-request-id'] === 'true' && clientId !== undefined;
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': correlation,
    'x-ms-routing-request-id': `WESTEUROPE:${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}:${correlation}`,
    [`x-ms-ratelimit-remaining-subscription-${operationOf(request.method)}`]: String(remaining),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    ...(wantsClientId && { 'x-ms-client-request-id': clientId }),
  };
}
