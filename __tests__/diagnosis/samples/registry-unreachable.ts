import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A registry that is gone, in the words of containerd. */
export const sample: Sample = {
  symptoms: deployment({ state: 'Waiting' }, [
    ['Pulling', 'pulling image "ml.azurecr.io/iris:1"'],
    [
      'Failed',
      'Failed to pull image "ml.azurecr.io/iris:1": rpc error: code = Unknown desc = failed to do request: Head "https://ml.azurecr.io/v2/iris/manifests/1": dial tcp: lookup ml.azurecr.io on 168.63.129.16:53: no such host',
    ],
    ['BackOff', 'Back-off pulling image "ml.azurecr.io/iris:1"'],
  ]),
  certainty: 'certain',
  cause: 'cannot reach the registry',
  remedy: 'firewall',
  shows: 'no such host',
};
