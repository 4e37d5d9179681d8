import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A CUDA image, in the words of containerd. */
export const sample: Sample = {
  symptoms: deployment({ state: 'Waiting' }, [
    ['Pulling', 'pulling image "ml.azurecr.io/iris:1"'],
    [
      'Failed',
      'Failed to pull image "ml.azurecr.io/iris:1": rpc error: code = Unknown desc = failed to extract layer sha256:9a1: write /opt/miniconda/lib/libtorch_cuda.so: no space left on device: unknown',
    ],
    ['BackOff', 'Back-off pulling image "ml.azurecr.io/iris:1"'],
  ]),
  certainty: 'certain',
  cause: 'too large for the container group',
  remedy: '15 GB',
  shows: 'no space left',
};
