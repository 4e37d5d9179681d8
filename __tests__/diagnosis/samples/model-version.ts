import type { Sample } from '../sample.ts';
import { crashed, failedStart, SITE, PACKAGES } from '../sample.ts';

/** A model of numpy 2 under numpy 1. */
export const sample: Sample = {
  symptoms: crashed(
    3,
    failedStart(
      'init',
      [
        '  File "/var/azureml-app/src/score.py", line 12, in init',
        '    model = joblib.load(path)',
        `  File "${SITE}/joblib/numpy_pickle.py", line 658, in load`,
        '    obj = _unpickle(fobj, filename, mmap_mode)',
      ],
      "ModuleNotFoundError: No module named 'numpy._core'",
    ),
  ),
  certainty: 'certain',
  cause: 'saved under other versions',
  remedy: 'Pin the packages',
  shows: 'numpy._core',
  place: PACKAGES,
};
