import type { Sample } from '../sample.ts';
import { deployment, frontEnd } from '../sample.ts';

/** A fault of ours, in the words of nginx. */
export const sample: Sample = {
  symptoms: deployment({}, [], {
    containers: [
      frontEnd(['nginx: [emerg] unknown directive "proxy_pas" in /etc/aci-model-deploy/nginx.conf:31'], {
        state: 'Waiting',
        exitCode: 1,
        restarts: 2,
      }),
    ],
  }),
  certainty: 'certain',
  cause: 'does not accept its configuration',
  remedy: 'open an issue',
  shows: 'unknown directive',
};
