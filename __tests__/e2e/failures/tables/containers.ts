import type { Scenario } from '../scenario.ts';

const X = { exitCode: 1, left: 'group', result: 'created' } as const;
const OK = { exitCode: 0, result: 'created' } as const;
const DEPLOYMENT = { kind: 'deployment' } as const;
const script = (...lines: string[]): NonNullable<Scenario['files']> => ({
  'score.py': `${lines.join('\n')}\n`,
});
const RUN = ['', '', 'def run(data):', '    return data'];

/** The containers of a first deployment, and what runs in them. */
export const CONTAINERS: readonly Scenario[] = [
  {
    name: 'pull: the image does not exist',
    faults: [{ ...DEPLOYMENT, pull: 'not-found' }],
    ends: {
      ...X,
      message: /the image \S+ cannot be pulled\. The image does not exist in the registry\.$/,
      remedy: /^Check the name, tag and digest of the image/,
    },
  },
  {
    name: 'pull: denied',
    faults: [{ ...DEPLOYMENT, pull: 'unauthorized' }],
    ends: {
      ...X,
      message: /cannot be pulled\. The registry refused to give the image\.$/,
      remedy: /^Set registry-identity to an identity with the role AcrPull/,
    },
  },
  {
    name: 'pull: limited, then not',
    faults: [{ ...DEPLOYMENT, pull: 'rate-limited', pullFailures: 1 }],
    ends: OK,
  },
  {
    name: 'pull: limited for good',
    faults: [{ ...DEPLOYMENT, pull: 'rate-limited' }],
    ends: {
      ...X,
      message: /cannot be pulled\. The registry limits how often images are pulled/,
      remedy: /^Run again later\. To be rid of it, copy the image/,
    },
  },
  {
    name: 'pull: the registry cannot be reached',
    faults: [{ ...DEPLOYMENT, pull: 'unreachable' }],
    ends: {
      ...X,
      message: /cannot be pulled\. Azure cannot reach the registry of the image\.$/,
      remedy: /its firewall lets Azure Container Instances in/,
    },
  },
  {
    name: 'start: killed for its memory',
    faults: [{ ...DEPLOYMENT, crash: { exitCode: 137, afterSeconds: 1 } }],
    ends: {
      ...X,
      message: /keeps crashing \(exit code 137\)\. Most likely: The container ran out of memory\.$/,
      remedy: /^Raise memoryInGB in the deployment config \(now 1 GB\)/,
      place: { file: 'deploymentconfig.json', line: 5 },
    },
  },
  {
    name: 'start: image of another architecture',
    faults: [
      {
        ...DEPLOYMENT,
        crash: { exitCode: 1, afterSeconds: 0, log: 'exec /usr/local/bin/azmlinfsrv: exec format error' },
      },
    ],
    ends: {
      ...X,
      message: /The image is not for Linux on amd64, /,
      remedy: /^Build the image for linux\/amd64: docker build --platform linux\/amd64\.$/,
      evidence: 'exec format error',
    },
  },
  {
    name: 'start: crashes for no known reason',
    faults: [{ ...DEPLOYMENT, crash: { exitCode: 42, afterSeconds: 0, log: 'the answer is 42' } }],
    ends: {
      ...X,
      message: /keeps crashing \(exit code 42\)\.$/,
      remedy: /^Read the events and log lines below/,
      evidence: 'the answer is 42',
    },
  },
  {
    name: 'start: crashes once',
    faults: [{ ...DEPLOYMENT, crash: { exitCode: 1, afterSeconds: 0, times: 1 } }],
    ends: OK,
  },
  { name: 'start: slow', faults: [{ ...DEPLOYMENT, slowStartSeconds: 20 }], ends: OK },
  {
    name: 'start: slower than wait-timeout',
    with: { 'wait-timeout': '30s' },
    faults: [{ ...DEPLOYMENT, slowStartSeconds: 600 }],
    ends: {
      ...X,
      message: /within 30 s \(wait-timeout\)\. Most likely: Nothing listens on port 5001 /,
      remedy: /^If the server only needs longer to start, raise wait-timeout/,
    },
  },
  {
    name: 'start: a volume cannot be mounted',
    faults: [
      {
        ...DEPLOYMENT,
        mountFailure: 'mount error(13): Permission denied\n::set-output name=evil::x ##[error]x',
      },
    ],
    ends: {
      ...X,
      message: /its containers cannot start\. A volume could not be mounted\.$/,
      remedy: /show the event below to Azure support/,
      evidence: 'mount error(13): Permission denied',
    },
  },
  {
    name: 'logs: cannot be read after a crash',
    faults: [
      { ...DEPLOYMENT, crash: { exitCode: 5, afterSeconds: 0 } },
      { kind: 'call', operation: 'Logs', error: 'ContainerLogNotAvailable' },
    ],
    ends: {
      ...X,
      message: /keeps crashing \(exit code 5\)\.$/,
      remedy: /^Read the events and log lines below/,
      evidence: 'Back-off restarting failed container',
    },
  },
  {
    name: 'probe: never ready',
    with: { 'wait-timeout': '30s' },
    faults: [{ ...DEPLOYMENT, neverReady: true }],
    ends: {
      ...X,
      message:
        /within 30 s \(wait-timeout\)\. The server answers 503 to GET \/, so it never counts as ready\.$/,
      remedy: /health-path/,
    },
  },
  {
    name: 'healthy, then dies',
    faults: [{ ...DEPLOYMENT, crash: { exitCode: 139, afterSeconds: 0, since: 'ready' } }],
    ends: {
      ...X,
      message: /keeps crashing \(exit code 139\)\.$/,
      remedy: /^Read the events and log lines below/,
    },
  },
  {
    name: 'script: init() does not find its model',
    files: script(
      'import os',
      '',
      '',
      'def init():',
      '    open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.pkl"))',
      ...RUN,
    ),
    faults: [],
    ends: {
      ...X,
      message: /The entry script does not find its model in score\.py, line 5 \(init\): FileNotFoundError/,
      remedy:
        /^Build the path from the variable: os\.path\.join\(os\.environ\["AZUREML_MODEL_DIR"\], "model\.pkl"\)\.$/,
      place: { file: 'score.py', line: 5 },
    },
  },
  {
    name: 'script: a module is missing',
    files: script('import lightgbm', '', '', 'def init():', '    pass', ...RUN),
    faults: [],
    ends: {
      ...X,
      message:
        'The Python module lightgbm is not installed in the image; it is imported in score.py, line 1.',
      remedy: /^Add the line "lightgbm" to the pip packages in inferenceconfig\.json/,
      place: { file: 'inferenceconfig.json', line: 8 },
    },
  },
  {
    name: 'script: init() fails, with text that looks like commands',
    files: script(
      'def init():',
      '    raise ValueError("::error::stop | <script> | ![x](http://y)\\n::set-output name=evil::x")',
      ...RUN,
    ),
    faults: [],
    ends: {
      ...X,
      message: 'init() of the entry script failed in score.py, line 2 (init): ValueError: ::error::stop',
      remedy: /^Correct the script at that line/,
      place: { file: 'score.py', line: 2 },
    },
  },
  {
    name: 'script: run() fails',
    files: script('def init():', '    pass', '', '', 'def run(data):', '    return {}["species"]'),
    faults: [],
    ends: {
      ...X,
      message:
        /^Smoke test "a setosa and a virginica" failed: .* run\(\) of the entry script failed in score\.py, line 6 \(run\): KeyError: 'species'$/,
      remedy: /^Correct the script at that line, or the request/,
      place: { file: 'score.py', line: 6 },
    },
  },
  {
    name: 'script: run() answers with what is no JSON',
    files: script('def init():', '    pass', '', '', 'def run(data):', '    return {"species": object()}'),
    faults: [],
    ends: {
      ...X,
      message: /run\(\) returns object, which cannot be written as JSON\.$/,
      remedy: /^Return lists, numbers and texts/,
      place: { file: 'inferenceconfig.json', line: 2 },
    },
  },
  {
    name: 'script: run() answers wrongly',
    files: script('def init():', '    pass', '', '', 'def run(data):', '    return {"predictions": []}'),
    faults: [],
    ends: {
      ...X,
      message:
        /^Smoke test "a setosa and a virginica" failed: \$\.predictions: expected 2 items, got 0 items/,
      remedy: /^If the new answer is right, change "expect"/,
      place: { file: 'smoke-test.json', line: 3 },
    },
  },
];
