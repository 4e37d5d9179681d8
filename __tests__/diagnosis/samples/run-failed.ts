import type { Sample } from '../sample.ts';
import { answered, SITE } from '../sample.ts';

/** Source: v1's troubleshooting guide, `microsoft/azureml-inference-server`. */
export const sample: Sample = {
  symptoms: answered({ runFailed: true }, [
    '2026-11-23 12:01:00,000 E [9] azmlinfsrv - Encountered Exception: Traceback (most recent call last):',
    `  File "${SITE}/azureml_inference_server_http/server/user_script.py", line 130, in invoke_run`,
    '    run_output = self._wrapped_user_run(**run_parameters, request_headers=dict(request.headers))',
    '  File "/var/azureml-app/src/score.py", line 21, in run',
    '    return model.predict(json.loads(data)["data"]).tolist()',
    "KeyError: 'data'",
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    `  File "${SITE}/azureml_inference_server_http/server/routes.py", line 200, in handle_score`,
    '    timed_result = main_blueprint.user_script.invoke_run(request, timeout_ms=main_blueprint.config.scoring_timeout)',
    'azureml_inference_server_http.server.user_script.UserScriptException: Caught an unhandled exception from the user script',
    '',
    '2026-11-23 12:01:00,001 I [9] gunicorn.access - 127.0.0.1 "POST /score HTTP/1.0" 500 86',
  ]),
  certainty: 'certain',
  cause: "run() of the entry script failed in iris/src/score.py, line 21 (run): KeyError: 'data'",
  remedy: 'or the request',
  shows: 'model.predict',
  place: { file: 'iris/src/score.py', line: 21 },
};
