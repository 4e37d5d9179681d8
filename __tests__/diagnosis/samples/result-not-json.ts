import type { Sample } from '../sample.ts';
import { answered, SITE, ENTRY_SCRIPT } from '../sample.ts';

/** run() that returns an array of numpy. */
export const sample: Sample = {
  symptoms: answered({}, [
    '2026-11-23 12:01:00,000 E [9] azmlinfsrv - Encountered Exception: Traceback (most recent call last):',
    `  File "${SITE}/azureml_inference_server_http/server/routes.py", line 216, in handle_score`,
    '    response = main_blueprint.user_script.make_response(timed_result.output)',
    '  File "/opt/miniconda/envs/amlenv/lib/python3.10/json/encoder.py", line 179, in default',
    "    raise TypeError(f'Object of type {o.__class__.__name__} '",
    'TypeError: Object of type ndarray is not JSON serializable',
  ]),
  certainty: 'certain',
  cause: 'run() returns ndarray, which cannot be written as JSON.',
  remedy: '.tolist()',
  shows: 'not JSON serializable',
  place: ENTRY_SCRIPT,
};
