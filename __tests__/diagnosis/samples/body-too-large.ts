import type { Sample } from '../sample.ts';
import { answered } from '../sample.ts';

/** Our front end's limit, which v1's images had. */
export const sample: Sample = {
  symptoms: answered({ status: 413 }),
  certainty: 'certain',
  cause: 'larger than the front end takes',
  remedy: 'smaller request',
  shows: 'status 413',
};
