import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** Source: https://learn.microsoft.com/azure/container-instances/container-instances-liveness-probe */
export const sample: Sample = {
  symptoms: deployment({ state: 'Running', restarts: 1, exitCode: 137, lines: ['Loading 40 shards'] }, [
    ['Unhealthy', 'Liveness probe failed: Get "http://10.92.0.4:5001/": context deadline exceeded'],
    [
      'Killing',
      'Killing container with id 4f7e0c:Container failed liveness probe.. Container will be killed and recreated.',
    ],
  ]),
  certainty: 'certain',
  cause: 'its liveness probe failed',
  remedy: 'health-path',
  shows: 'Killing container',
};
