import type { Sample } from '../sample.ts';
import { crashed, failedStart } from '../sample.ts';

/** Source: v1's troubleshooting guide. */
export const sample: Sample = {
  symptoms: crashed(
    3,
    failedStart(
      'init',
      [
        '  File "/var/azureml-app/src/score.py", line 9, in init',
        '    weights = load(path)',
        '  File "/var/azureml-app/src/weights.py", line 3, in load',
        '    return json.loads(text)["weights"]',
        '           ~~~~~~~~~~~~~~~~^^^^^^^^^^^',
        '  File "/opt/miniconda/envs/amlenv/lib/python3.10/json/__init__.py", line 346, in loads',
        '    return _default_decoder.decode(s)',
      ],
      'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
    ),
  ),
  certainty: 'certain',
  cause:
    'init() of the entry script failed in iris/src/weights.py, line 3 (load), raised by json/__init__.py, line 346: json.decoder.JSONDecodeError',
  remedy: 'Correct the script at that line',
  shows: 'return json.loads',
  place: { file: 'iris/src/weights.py', line: 3 },
};
