import { describe, expect, it } from '@jest/globals';
import { likelyCause } from '../../src/service/cause.ts';
import type { Cause } from '../../src/service/cause.ts';

const SITE = '/opt/miniconda/lib/python3.12/site-packages/azureml_inference_server_http/server';
const wrapped = (frames: string[], error: string): string =>
  [
    "2026-11-23 12:00:10,000 E [9] azmlinfsrv - User's init function failed",
    '2026-11-23 12:00:10,001 E [9] azmlinfsrv - Encountered Exception Traceback (most recent call last):',
    `  File "${SITE}/user_script.py", line 117, in invoke_init`,
    '    self._user_init()',
    ...frames,
    error,
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    `  File "${SITE}/aml_blueprint.py", line 251, in setup`,
    '    self.user_script.invoke_init()',
    'azureml_inference_server_http.server.user_script.UserScriptException: Caught an unhandled exception from the user script',
    'Model Directory Contents:',
    '/var/azureml-app/azureml-models/iris/3/model.json',
  ].join('\n');

const HEALTHY = [
  'Azure ML Inferencing HTTP server v1.5.1',
  '2026-11-23 12:00:01,000 I [9] azmlinfsrv.user_script - Found user script at /var/azureml-app/score.py',
  '2026-11-23 12:00:01,000 W [9] azmlinfsrv - Error while fetching model IDs: Traceback (most recent call last):',
  `  File "${SITE}/x.py", line 3, in models`,
  "NotADirectoryError: [Errno 20] Not a directory: '/var/azureml-app/azureml-models/iris/3/model.json'",
  '2026-11-23 12:00:02,000 I [9] root - Worker with pid 9 ready for serving traffic',
  '2026-11-23 12:00:03,000 I [9] gunicorn.access - 127.0.0.1 "POST /score HTTP/1.0" 200',
  '2026-11-23 12:00:04,000 I [9] gunicorn.access - 127.0.0.1 "GET /x HTTP/1.0" 404 Not Found',
].join('\n');

function causeOf({
  log,
  event,
  exit,
}: {
  log?: string;
  event?: [string, string];
  exit?: number;
}): Cause | undefined {
  return likelyCause({
    group: undefined,
    logs: new Map(log === undefined ? [] : [['iris', log]]),
    events: event ? [{ name: event[0], message: event[1], count: 1, container: 'iris' }] : [],
    exitCodes: new Map(exit === undefined ? [] : [['iris', exit]]),
  });
}

describe('the likely cause', () => {
  it("of an exception in init() is the user's own line, not the server that wraps it", () => {
    const log = wrapped(
      [
        '  File "/var/azureml-app/score.py", line 9, in init',
        '    weights = load(path)',
        '  File "/var/azureml-app/lib_x.py", line 3, in load',
        '    return open(path)',
        '           ^^^^^^^^^^',
        `  File "/opt/miniconda/lib/python3.12/site-packages/joblib/x.py", line 650, in load`,
        "    with open(filename, 'rb') as f:",
      ],
      "FileNotFoundError: [Errno 2] No such file or directory: 'model.pkl'",
    );
    expect(causeOf({ log })).toMatchObject({
      cause:
        "The entry script failed in /var/azureml-app/lib_x.py, line 3 (load): FileNotFoundError: [Errno 2] No such file or directory: 'model.pkl'",
      remedy: expect.stringContaining('AZUREML_MODEL_DIR'),
      frame: { file: '/var/azureml-app/lib_x.py', line: 3 },
    });
    expect(causeOf({ log })?.evidence.at(-1)).toContain('FileNotFoundError');
  });

  it('of a script that Python cannot read is its line', () => {
    const log = [
      'Traceback (most recent call last):',
      `  File "${SITE}/user_script.py", line 80, in load_script`,
      '    spec.loader.exec_module(module)',
      '  File "/var/azureml-app/score.py", line 4',
      '    def run(data)',
      '                 ^',
      "SyntaxError: expected ':'",
    ].join('\n');
    expect(causeOf({ log })).toMatchObject({
      cause:
        "The entry script failed in /var/azureml-app/score.py, line 4 (module): SyntaxError: expected ':'",
    });
  });

  it('of a missing module is the package to add', () => {
    const log = wrapped(
      ['  File "/var/azureml-app/score.py", line 2, in <module>', '    import sklearn'],
      "ModuleNotFoundError: No module named 'sklearn'",
    );
    expect(causeOf({ log })).toMatchObject({
      cause:
        'The Python module sklearn is not installed in the image; it is imported in /var/azureml-app/score.py, line 2 (module).',
      remedy:
        'Add the package that has sklearn to the dependencies of your inference config; if sklearn is a file of your repository, set sourceDirectory to the folder it lies in.',
    });
  });

  it.each<[string, Parameters<typeof causeOf>[0], string, string]>([
    [
      'no score script',
      { log: 'No score script found. Expected score script main.py.' },
      'did not find the entry script main.py.',
      'entryScript',
    ],
    [
      'no server in the PATH',
      { log: '/bin/sh: 1: azmlinfsrv: not found' },
      'no scoring server',
      'azureml-inference-server-http',
    ],
    [
      'no gunicorn',
      { log: 'exec: gunicorn: not found' },
      'no scoring server',
      'azureml-inference-server-http',
    ],
    [
      'a command that the image lacks',
      { event: ['Failed', 'Error: failed to start: exec: "azmlinfsrv": executable file not found in $PATH'] },
      'no scoring server',
      'azureml-inference-server-http',
    ],
    [
      'a command of an own image',
      { event: ['Failed', 'Error: failed: exec: "serve.sh": executable file not found in $PATH: unknown'] },
      'The image starts serve.sh, which it does not have.',
      'ENTRYPOINT',
    ],
    [
      'a port that nobody listens on',
      {
        event: [
          'Unhealthy',
          'Readiness probe failed: Get "http://10.0.0.4:9000/": dial tcp 10.0.0.4:9000: connect: connection refused',
        ],
      },
      'Nothing listens on the port',
      'input port',
    ],
    [
      'a health path that is not there',
      { event: ['Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404'] },
      'answers 404 on its health path',
      'health-path',
    ],
    [
      'no server package',
      { log: '/usr/bin/python3: No module named azureml_inference_server_http' },
      'no scoring server',
      'azureml-inference-server-http',
    ],
    ['exit code 127', { exit: 127 }, 'no scoring server', 'azureml-inference-server-http'],
    ['exit code 100', { exit: 100 }, 'no scoring server', 'azureml-inference-server-http'],
    [
      'a killed worker',
      { log: '[ERROR] Worker (pid:12) was sent SIGKILL! Perhaps out of memory?' },
      'ran out of memory',
      'memoryInGB',
    ],
    ['exit code 137', { exit: 137 }, 'ran out of memory', 'memoryInGB'],
    [
      'an image that is not there',
      { event: ['Failed', 'Failed to pull image "x": rpc error: image t/x:latest not found'] },
      'does not exist',
      'tag',
    ],
    [
      'a refused pull',
      { event: ['Failed', 'Failed to pull image "x": 401 Unauthorized'] },
      'refused to give the image',
      'AcrPull',
    ],
    [
      'an image for another machine',
      { event: ['Failed', 'Error: failed to start: exec format error'] },
      'not for Linux on amd64',
      'linux/amd64',
    ],
    [
      'a mount',
      { event: ['FailedMount', 'Output: mount error(2): Permission denied'] },
      'could not be mounted',
      'support',
    ],
    [
      'no room',
      { event: ['InsufficientCapacity.', 'The requested resource is not available in the location'] },
      'no room',
      'location',
    ],
    [
      'a used-up quota',
      { event: ['Failed', "container group quota 'StandardCores' exceeded in region 'x'"] },
      'The quota StandardCores',
      'higher quota',
    ],
  ])('of %s is told', (_what, symptoms, cause, remedy) => {
    const found = causeOf(symptoms);
    expect(found?.cause).toContain(cause);
    expect(found?.remedy).toContain(remedy);
    expect(found?.evidence.length).toBeGreaterThan(0);
  });

  it('is not invented for a healthy log', () => {
    expect(causeOf({ log: HEALTHY })).toBeUndefined();
    expect(causeOf({ event: ['Pulling', 'pulling image "x"'], exit: 1 })).toBeUndefined();
    const refused = 'Readiness probe failed: Get "http://x/": dial tcp: connect: connection refused';
    expect(causeOf({ event: ['Unhealthy', refused], exit: 1 })).toBeUndefined();
  });
});
