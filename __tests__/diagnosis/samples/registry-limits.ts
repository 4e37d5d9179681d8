import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** Docker Hub without an account, in the words of containerd. */
export const sample: Sample = {
  symptoms: deployment({ state: 'Waiting' }, [
    ['Pulling', 'pulling image "ml.azurecr.io/iris:1"'],
    [
      'Failed',
      'Failed to pull image "python:3.12": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/python:3.12": unexpected status code https://registry-1.docker.io/v2/library/python/manifests/sha256:00d: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    ],
    ['BackOff', 'Back-off pulling image "ml.azurecr.io/iris:1"'],
  ]),
  certainty: 'certain',
  cause: 'limits how often images are pulled',
  remedy: 'registry-username',
  shows: 'toomanyrequests',
};
