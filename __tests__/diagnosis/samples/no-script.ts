import type { Sample } from '../sample.ts';
import { crashed, BANNER } from '../sample.ts';

/** Source: v1's troubleshooting guide, `microsoft/azureml-inference-server`. */
export const sample: Sample = {
  symptoms: crashed(3, [
    ...BANNER.slice(0, -1),
    '2026-11-23 12:00:01,000 E [9] azmlinfsrv - No score script found. Expected score script main.py.',
    "Current contents of AML_APP_ROOT: ['azureml-models', 'src']",
  ]),
  certainty: 'certain',
  cause: 'did not find the entry script main.py.',
  remedy: 'AZUREML_ENTRY_SCRIPT',
  shows: 'Expected score script main.py',
};
