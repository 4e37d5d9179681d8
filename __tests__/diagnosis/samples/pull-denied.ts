import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A registry of Azure without a role, in the words of containerd. */
export const sample: Sample = {
  symptoms: deployment({ state: 'Waiting' }, [
    ['Pulling', 'pulling image "ml.azurecr.io/iris:1"'],
    [
      'Failed',
      'Failed to pull image "ml.azurecr.io/iris:1": rpc error: code = Unknown desc = failed to resolve reference "ml.azurecr.io/iris:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ml.azurecr.io/oauth2/token?scope=repository%3Airis%3Apull: 401 Unauthorized',
    ],
    ['BackOff', 'Back-off pulling image "ml.azurecr.io/iris:1"'],
  ]),
  certainty: 'certain',
  cause: 'registry refused to give the image',
  remedy: 'AcrPull',
  shows: '401 Unauthorized',
};
