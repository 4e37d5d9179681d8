import type { Sample } from '../sample.ts';
import { crashed, failedStart, SITE } from '../sample.ts';

/** The server writes the tree of the models below the exception. Source: `microsoft/azureml-inference-server`. */
export const sample: Sample = {
  symptoms: crashed(
    3,
    failedStart(
      'init',
      [
        '  File "/var/azureml-app/src/score.py", line 12, in init',
        '    model = joblib.load(os.path.join(os.getenv("AZUREML_MODEL_DIR"), "model.pkl"))',
        `  File "${SITE}/joblib/numpy_pickle.py", line 650, in load`,
        "    with open(filename, 'rb') as f:",
      ],
      "FileNotFoundError: [Errno 2] No such file or directory: '/var/azureml-app/azureml-models/iris/3/model.pkl'",
      [
        '2026-11-23 12:00:10,002 E [9] azmlinfsrv - Model Directory Contents:',
        '2026-11-23 12:00:10,003 E [9] azmlinfsrv - 3/',
        '2026-11-23 12:00:10,003 E [9] azmlinfsrv -   outputs/',
        '2026-11-23 12:00:10,003 E [9] azmlinfsrv -     model.pkl',
        '2026-11-23 12:00:10,003 E [9] azmlinfsrv -     scaler.pkl',
      ],
    ),
  ),
  certainty: 'certain',
  cause:
    'does not find its model in iris/src/score.py, line 12 (init), raised by joblib/numpy_pickle.py, line 650: FileNotFoundError',
  remedy: 'os.path.join(os.environ["AZUREML_MODEL_DIR"], "outputs/model.pkl")',
  shows: '    scaler.pkl',
  place: { file: 'iris/src/score.py', line: 12 },
};
