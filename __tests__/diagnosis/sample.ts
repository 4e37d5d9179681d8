import type {
  BadAnswer,
  Certainty,
  ContainerFacts,
  Repository,
  Symptoms,
} from '../../src/diagnosis/types.ts';
import type { Place } from '../../src/findings.ts';

/** Symptoms as they are or could be seen, and what they have to be taken for. The file is named after its rule. */
export interface Sample {
  readonly symptoms: Symptoms;
  readonly certainty: Certainty;
  /** Parts of the sentences. */
  readonly cause: string;
  readonly remedy: string;
  /** Part of the evidence. */
  readonly shows: string;
  readonly place?: Place;
}

export const PACKAGES: Place = { file: 'iris/conda.yml', line: 7, column: 9 };
export const MEMORY: Place = { file: 'iris/deploymentconfig.json', line: 5, column: 19 };
export const ENTRY_SCRIPT: Place = { file: 'iris/inferenceconfig.json', line: 2, column: 18 };

/** The repository of most samples: code under iris/src with a conda file. */
export const REPOSITORY: Repository = {
  code: { kind: 'folder', inImage: '/var/azureml-app/src', inRepository: 'iris/src' },
  packages: PACKAGES,
  memory: MEMORY,
  entryScript: ENTRY_SCRIPT,
};

/** Where the scoring server lies in Azure ML's images. */
export const SITE = '/opt/miniconda/envs/amlenv/lib/python3.10/site-packages';

/** Symptoms of a deployment: a scoring container and the front end. */
export function deployment(
  scoring: Partial<ContainerFacts> & { readonly lines?: readonly string[] },
  events: readonly (readonly [name: string, message: string])[] = [],
  changes: Partial<Symptoms> = {},
): Symptoms {
  const { lines = [], ...facts } = scoring;
  return {
    containers: [
      {
        name: 'iris',
        isFrontEnd: false,
        state: 'Running',
        restarts: 0,
        port: 5001,
        healthPath: '/',
        memoryInGB: 1.5,
        log: lines.join('\n'),
        ...facts,
      },
      frontEnd([]),
    ],
    events: events.map(([name, message]) => ({ name, message, container: 'iris' })),
    answers: [],
    repository: REPOSITORY,
    ...changes,
  };
}

/** The Action's front end with these lines in its log. */
export function frontEnd(lines: readonly string[], changes: Partial<ContainerFacts> = {}): ContainerFacts {
  const log = lines.join('\n');
  return { name: 'iris-front-end', isFrontEnd: true, state: 'Running', restarts: 0, log, ...changes };
}

/** A container that keeps crashing. */
export function crashed(exitCode: number, lines: readonly string[] = []): ReturnType<typeof deployment> {
  return deployment({ state: 'Waiting', exitCode, restarts: 2, lines }, [
    ['Pulled', 'Successfully pulled image "ml.azurecr.io/aci-model-deploy/iris@sha256:0401403"'],
    ['Started', 'Started container'],
    [
      'Unhealthy',
      'Readiness probe failed: Get "http://10.92.0.4:5001/": dial tcp 10.92.0.4:5001: connect: connection refused',
    ],
  ]);
}

/** A service that runs and whose smoke request went wrong. */
export function answered(answer: Partial<BadAnswer>, lines: readonly string[] = []): Symptoms {
  const answers = [{ name: 'setosa', status: 500, runFailed: false, timedOut: false, ...answer }];
  return deployment({ lines: [...READY, ...lines] }, [], { answers });
}

/** How azureml-inference-server-http 1.5.1 starts. Source: ours, run under local-azure and compared with the package's texts. */
export const BANNER: readonly string[] = [
  'Azure ML Inferencing HTTP server v1.5.1',
  '',
  'Server Settings',
  '---------------',
  'Entry Script Name: /var/azureml-app/src/score.py',
  'Model Directory: /var/azureml-app/azureml-models/iris/3',
  'Worker Count: 1',
  'Server Port: 5001',
  '',
  'Server Routes',
  '---------------',
  'Liveness Probe: GET   127.0.0.1:5001/',
  'Score:          POST  127.0.0.1:5001/score',
  '',
  '[2026-11-23 12:00:00 +0000] [7] [INFO] Starting gunicorn 23.0.0',
  '[2026-11-23 12:00:00 +0000] [7] [INFO] Listening at: http://0.0.0.0:5001 (7)',
  '[2026-11-23 12:00:00 +0000] [9] [INFO] Booting worker with pid: 9',
  '2026-11-23 12:00:01,000 I [9] azmlinfsrv.user_script - Found user script at /var/azureml-app/src/score.py',
];

/** A start that went well, with the traceback of the server's telemetry that harms nobody. */
export const READY: readonly string[] = [
  ...BANNER,
  "2026-11-23 12:00:01,001 I [9] azmlinfsrv.user_script - Invoking user's init function",
  "2026-11-23 12:00:02,000 I [9] azmlinfsrv.user_script - Users's init has completed successfully",
  '2026-11-23 12:00:02,001 W [9] azmlinfsrv - Error while fetching model IDs: Traceback (most recent call last):',
  `  File "${SITE}/azureml_inference_server_http/log_config.py", line 33, in model_ids`,
  "NotADirectoryError: [Errno 20] Not a directory: '/var/azureml-app/azureml-models/iris/3/model.pkl'",
  '2026-11-23 12:00:02,002 I [9] root - Worker with pid 9 ready for serving traffic',
];

/** The log of a start that an exception ended, as the server wraps it. */
export function failedStart(
  heading: 'init' | 'import',
  frames: readonly string[],
  error: string,
  after: readonly string[] = [],
): readonly string[] {
  const said =
    heading === 'init'
      ? "User's init function failed"
      : 'Failed to import user script because it raised an unhandled exception';
  return [
    ...BANNER,
    ...(heading === 'init'
      ? ["2026-11-23 12:00:09,000 I [9] azmlinfsrv.user_script - Invoking user's init function"]
      : []),
    `2026-11-23 12:00:10,000 E [9] azmlinfsrv - ${said}`,
    '2026-11-23 12:00:10,001 E [9] azmlinfsrv - Encountered Exception Traceback (most recent call last):',
    `  File "${SITE}/azureml_inference_server_http/server/user_script.py", line 117, in invoke_init`,
    '    self._user_init()',
    ...frames,
    error,
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    `  File "${SITE}/azureml_inference_server_http/server/aml_blueprint.py", line 251, in setup`,
    '    self.user_script.invoke_init()',
    'azureml_inference_server_http.server.user_script.UserScriptException: Caught an unhandled exception from the user script',
    '',
    ...after,
    '[2026-11-23 12:00:10 +0000] [9] [INFO] Worker exiting (pid: 9)',
    '[2026-11-23 12:00:10 +0000] [7] [ERROR] Worker (pid:9) exited with code 3',
    '[2026-11-23 12:00:10 +0000] [7] [ERROR] Shutting down: Master',
    '[2026-11-23 12:00:10 +0000] [7] [ERROR] Reason: Worker failed to boot.',
  ];
}
