import type { WireAnswer } from '../../local-azure/types.ts';
import type { Site } from '../site.ts';
import type { Token } from './access.ts';
import { refusal } from './errors.ts';

const HOUR_SECONDS = 3600;
/** Seconds that GitHub asks to wait after a secondary limit. */
const SECONDARY_RETRY_AFTER = 60;
const DOCS = 'using-the-rest-api/rate-limits-for-the-rest-api';

/** Counts a request. False: the hour's requests are used up, and this one does not count. */
export function spend(token: Token, now: number): boolean {
  const seconds = Math.floor(now / 1000);
  if (token.resetAt <= seconds) Object.assign(token, { used: 0, resetAt: seconds + HOUR_SECONDS });
  if (token.used >= token.limit) return false;
  token.used += 1;
  return true;
}

/** The x-ratelimit-* headers of every answer. */
export function rateHeaders(token: Token, resource: 'core' | 'graphql'): Record<string, string> {
  return {
    'x-ratelimit-limit': String(token.limit),
    'x-ratelimit-remaining': String(Math.max(0, token.limit - token.used)),
    'x-ratelimit-reset': String(token.resetAt),
    'x-ratelimit-resource': resource,
    'x-ratelimit-used': String(token.used),
  };
}

/** The answer when the hour's requests are used up. */
export function primaryLimit(site: Site, requestId: string, status: 403 | 429 = 403): WireAnswer {
  const message = `API rate limit exceeded for installation. If you reach out to GitHub Support for help, please include the request ID ${requestId}.`;
  return refusal(status, message, `${site.docsUrl}/${DOCS}`);
}

/** The answer to too much at once. */
export function secondaryLimit(site: Site, requestId: string): WireAnswer {
  const message = `You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID ${requestId}.`;
  const answer = refusal(403, message, `${site.docsUrl}/${DOCS}#about-secondary-rate-limits`);
  return { ...answer, headers: { 'retry-after': String(SECONDARY_RETRY_AFTER) } };
}
