import { formatElapsed } from '../elapsed.ts';

/** Milliseconds before a request to Resource Manager is given up. It answers or fails within 60 s itself. */
export const REQUEST_TIMEOUT_MS = 90_000;

/** What a request is said to have got whose time was up. */
export const TIMED_OUT = `there was no answer within ${formatElapsed(REQUEST_TIMEOUT_MS)}`;

/**
 * True for the error of a request whose time was up: the pipeline ends it as if the caller had aborted it, which the
 * Action never does with a request to Resource Manager.
 */
export function isTimeout(caught: unknown): boolean {
  return caught instanceof Error && caught.name === 'AbortError';
}
