import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A server of the user's own on its usual port. */
export const sample: Sample = {
  symptoms: deployment(
    {
      lines: [
        'INFO:     Application startup complete.',
        'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)',
      ],
    },
    [
      ['Started', 'Started container'],
      [
        'Unhealthy',
        'Readiness probe failed: Get "http://10.92.0.4:5001/": dial tcp 10.92.0.4:5001: connect: connection refused',
      ],
    ],
    { healthStatus: 502 },
  ),
  certainty: 'certain',
  cause: 'Nothing listens on port 5001 in the container iris; its server listens on port 8000.',
  remedy: 'Set the input port to 8000',
  shows: 'Uvicorn running',
};
