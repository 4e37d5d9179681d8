import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A server without a page at /. */
export const sample: Sample = {
  symptoms: deployment(
    { lines: ['INFO:     Uvicorn running on http://0.0.0.0:5001 (Press CTRL+C to quit)'] },
    [
      [
        'Unhealthy',
        'Readiness probe failed: Get "http://10.92.0.4:5001/": dial tcp 10.92.0.4:5001: connect: connection refused',
      ],
      ['Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404'],
    ],
    { healthStatus: 404 },
  ),
  certainty: 'certain',
  cause: 'answers 404 to GET /',
  remedy: 'health-path',
  shows: 'statuscode: 404',
};
