import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** An image built on a Mac, in the words of containerd. */
export const sample: Sample = {
  symptoms: deployment({ state: 'Waiting' }, [
    ['Pulling', 'pulling image "ml.azurecr.io/iris:1"'],
    [
      'Failed',
      'Failed to pull image "ml.azurecr.io/iris:1": rpc error: code = NotFound desc = failed to pull and unpack image "ml.azurecr.io/iris:1": no match for platform in manifest: not found',
    ],
    ['BackOff', 'Back-off pulling image "ml.azurecr.io/iris:1"'],
  ]),
  certainty: 'certain',
  cause: 'not for Linux on amd64',
  remedy: '--platform linux/amd64',
  shows: 'no match for platform',
};
