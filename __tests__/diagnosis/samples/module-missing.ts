import type { Sample } from '../sample.ts';
import { crashed, failedStart, PACKAGES } from '../sample.ts';

/** The commonest failure of all. */
export const sample: Sample = {
  symptoms: crashed(
    3,
    failedStart(
      'import',
      ['  File "/var/azureml-app/src/score.py", line 4, in <module>', '    from sklearn.svm import SVC'],
      "ModuleNotFoundError: No module named 'sklearn'",
    ),
  ),
  certainty: 'certain',
  cause:
    'The Python module sklearn is not installed in the image; it is imported in iris/src/score.py, line 4.',
  remedy: 'Add the line - scikit-learn to the pip packages in iris/conda.yml',
  shows: "No module named 'sklearn'",
  place: PACKAGES,
};
