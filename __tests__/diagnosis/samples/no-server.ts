import type { Sample } from '../sample.ts';
import { crashed, PACKAGES } from '../sample.ts';

/** An image of Azure ML whose conda environment lacks the server. Source: v1's troubleshooting guide and azureml-assets. */
export const sample: Sample = {
  symptoms: crashed(100, [
    '/bin/bash: /azureml-environment-setup/conda_env.sh: No such file or directory',
    'exec: gunicorn: not found',
  ]),
  certainty: 'certain',
  cause: 'The image has no scoring server.',
  remedy: 'azureml-inference-server-http',
  shows: 'gunicorn: not found',
  place: PACKAGES,
};
