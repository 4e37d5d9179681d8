import type { Sample } from '../sample.ts';
import { crashed, BANNER } from '../sample.ts';

/** Source: `microsoft/azureml-inference-server`. */
export const sample: Sample = {
  symptoms: crashed(3, [
    ...BANNER,
    '2026-11-23 12:00:01,000 E [9] azmlinfsrv - User script at /var/azureml-app/src/score.py does not have a run() function defined.',
  ]),
  certainty: 'certain',
  cause: 'does not define run().',
  remedy: 'Define init()',
  shows: 'does not have a run()',
};
