import type { Sample } from '../sample.ts';
import { answered } from '../sample.ts';

/** Source: v1's troubleshooting guide (502). */
export const sample: Sample = {
  symptoms: answered({ status: 502 }, ['Fatal Python error: Segmentation fault']),
  certainty: 'likely',
  cause: 'stopped during the request',
  remedy: 'memoryInGB',
  shows: 'status 502',
};
