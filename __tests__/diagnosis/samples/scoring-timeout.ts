import type { Sample } from '../sample.ts';
import { answered } from '../sample.ts';

/** Source: v1's troubleshooting guide (504), and our front end. */
export const sample: Sample = {
  symptoms: answered({ status: 504 }),
  certainty: 'certain',
  cause: 'longer for the request than the input scoring-timeout',
  remedy: 'Raise the input scoring-timeout',
  shows: 'status 504',
};
