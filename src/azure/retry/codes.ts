import type { AzureErrorFacts } from '../azure-error.ts';

/** Stand for codes that are not known, or were not sent. */
export const NO_ANSWER = 'no answer';
export const EMPTY_ANSWER = 'empty answer';
export const ANY_5XX = 'any 5xx';
export const ANY_429 = 'any 429';
export const ANY_4XX = 'any 4xx';

/** Name of ACI's event when a region has no room; the period is ACI's. */
export const INSUFFICIENT_CAPACITY = 'InsufficientCapacity.';

/** For quotas, which Azure tells by two codes. */
export const QUOTA_REMEDY =
  'Delete container groups that are not needed, ask for a higher quota (portal: Quotas, Container Instances), or deploy to another location.';

/** For build contexts, which the registry's storage refuses by many codes. */
export const UPLOAD_REMEDY =
  'The registry hands out a new address for each upload, and its storage (*.blob.core.windows.net) checks it: see that proxy and firewall of the runner let the upload through unchanged. Otherwise build the image elsewhere and name it with the input image.';

type Told = Pick<AzureErrorFacts, 'status' | 'code'>;

/** The code of an error. Where the answer had none, its status stands in: `HTTP 502`. */
export function codeOf({ code, status }: Told): string {
  if (code) return code;
  return status === 0 ? NO_ANSWER : `HTTP ${status}`;
}

/** The codes that a row may name for this error, the general ones included. */
export function codesOf(told: Told): readonly string[] {
  const { status } = told;
  // The libraries fill in a code of their own, such as ECONNRESET, when nobody answered.
  if (status === 0) return [codeOf(told), NO_ANSWER];
  return [codeOf(told), ...(status >= 500 ? [ANY_5XX] : [`any ${status}`, ANY_4XX])];
}
