import type { Sample } from '../sample.ts';
import { deployment, READY } from '../sample.ts';

/** A group whose containers run, and whose operation does not end. Its probes failed until the server was ready. */
export const sample: Sample = {
  symptoms: deployment(
    { lines: READY },
    [
      ['Started', 'Started container'],
      [
        'Unhealthy',
        'Readiness probe failed: Get "http://10.92.0.4:5001/": dial tcp 10.92.0.4:5001: connect: connection refused',
      ],
    ],
    { unfinished: 'Pending', healthStatus: 200 },
  ),
  certainty: 'certain',
  cause:
    'Azure has not ended the deployment: it still says Pending, and all containers run and the service answers.',
  remedy: 'Azure gives a deployment up after 30 minutes',
  shows: 'Started container',
};
