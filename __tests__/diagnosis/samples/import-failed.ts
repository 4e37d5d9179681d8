import type { Sample } from '../sample.ts';
import { crashed, failedStart } from '../sample.ts';

/** A script that Python cannot read: the frame has no name. */
export const sample: Sample = {
  symptoms: crashed(
    3,
    failedStart(
      'import',
      [
        '  File "/var/azureml-app/src/lib/features.py", line 4',
        '    def scale(data)',
        '                   ^',
      ],
      "SyntaxError: expected ':'",
    ),
  ),
  certainty: 'certain',
  cause: "cannot be imported; it failed in iris/src/lib/features.py, line 4: SyntaxError: expected ':'",
  remedy: 'Correct the script',
  shows: 'def scale(data)',
  place: { file: 'iris/src/lib/features.py', line: 4 },
};
