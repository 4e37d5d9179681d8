import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { causeSentence, diagnose } from '../../src/diagnosis/diagnose.ts';
import { RULES } from '../../src/diagnosis/rules.ts';
import type { Symptoms } from '../../src/diagnosis/types.ts';
import type { Sample } from './sample.ts';
import { answered, BANNER, crashed, deployment, failedStart, frontEnd, READY } from './sample.ts';
import { withoutEach } from './without-rule.ts';

const folder = path.join(import.meta.dirname, 'samples');
const names = readdirSync(folder).map((file) => path.basename(file, '.ts'));
const samples = new Map<string, Sample>();
for (const name of names) {
  const { sample } = (await import(path.join(folder, `${name}.ts`))) as { readonly sample: Sample };
  samples.set(name, sample);
}

const rulesOf = (symptoms: Symptoms): string[] => diagnose(symptoms).map(({ rule }) => rule);

describe('the table of rules', () => {
  it('has a sample for each rule, and names no rule twice', () => {
    expect(RULES.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it.each([...samples])('knows %s, and takes it for nothing else', (name, sample) => {
    expect(rulesOf(sample.symptoms)).toEqual([name]);
    const [diagnosis] = diagnose(sample.symptoms);
    expect(diagnosis?.cause).toContain(sample.cause);
    expect(diagnosis?.remedy).toContain(sample.remedy);
    expect(diagnosis?.certainty).toBe(sample.certainty);
    expect(diagnosis?.evidence.join('\n')).toContain(sample.shows);
    expect(diagnosis?.place).toEqual(sample.place);
  });

  it.each([...samples])(
    'says of %s what happened and what to do in whole sentences of one line',
    (_name, sample) => {
      const [diagnosis] = diagnose(sample.symptoms);
      expect(diagnosis?.cause).toMatch(/^[A-Za-z].*$/);
      expect(diagnosis?.remedy).toMatch(/^[A-Z].*\.$/);
      expect(`${diagnosis?.cause}${diagnosis?.remedy}`).not.toMatch(/undefined|\s{2}/);
    },
  );

  it.each(withoutEach(RULES))('cannot do without %s', (name, others) => {
    const sample = samples.get(name);
    expect(sample && diagnose(sample.symptoms, others)).toEqual([]);
  });
});

describe('what is healthy or not known', () => {
  it.each<[string, Symptoms]>([
    ['nothing at all', { containers: [], events: [], answers: [], repository: {} }],
    [
      'a healthy service',
      deployment({ lines: READY }, [
        ['Pulling', 'pulling image "x"'],
        ['Started', 'Started container'],
      ]),
    ],
    ['a start that has not said anything yet', deployment({ state: 'Waiting' })],
    [
      'an exception that init() caught',
      deployment({
        lines: [
          ...failedStart(
            'init',
            ['  File "/var/azureml-app/src/score.py", line 3, in init', '    x'],
            'ValueError: no',
          ),
          ...READY,
        ],
      }),
    ],
    [
      'requests that failed while the deployment was waited for',
      deployment({
        lines: [
          ...READY,
          'E azmlinfsrv - Encountered Exception: Traceback (most recent call last):',
          '  File "/var/azureml-app/src/score.py", line 3, in run',
          '    x',
          'ValueError: no',
        ],
      }),
    ],
    [
      'readiness that failed until the start',
      deployment({ lines: READY }, [['Unhealthy', 'Readiness probe failed: something else']], {
        healthStatus: 200,
      }),
    ],
    [
      'a service that is ready but cannot be reached from here',
      deployment({ lines: READY }, [
        ['Unhealthy', 'Readiness probe failed: dial tcp 10.92.0.4:5001: connect: connection refused'],
      ]),
    ],
    ['an exit code that nobody knows', crashed(42, ['Bye.'])],
    ['an answer that nobody knows', answered({ status: 418 })],
    ['an answer that is missing because of the network', answered({ status: 0 })],
    [
      "lines of nginx in the user's own image",
      deployment({
        lines: ['nginx: [warn] the "user" directive is ignored', '"GET /x HTTP/1.0" 404 Not Found'],
      }),
    ],
    [
      "a certificate that the user's code does not trust",
      deployment({ lines: [...READY, 'ssl.SSLCertVerificationError: certificate verify failed'] }),
    ],
    [
      'a worker that was replaced',
      deployment({
        lines: [...READY, '[7] [INFO] Booting worker with pid: 10', '[7] [INFO] Booting worker with pid: 11'],
      }),
    ],
  ])('%s is not diagnosed', (_what, symptoms) => {
    expect(diagnose(symptoms)).toEqual([]);
  });
});

describe('other symptoms of the same causes', () => {
  const cases: [rule: string, what: string, symptoms: Symptoms][] = [
    ['memory', 'exit code 137', crashed(137)],
    [
      'memory',
      'MemoryError',
      crashed(
        3,
        failedStart(
          'init',
          ['  File "/var/azureml-app/src/score.py", line 3, in init', '    x'],
          'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 8 GiB',
        ),
      ),
    ],
    [
      'memory',
      'a loop of workers',
      deployment({
        lines: [9, 12, 15, 18].map(
          (pid) => `[2026-11-23 12:00:00 +0000] [${pid}] [INFO] Booting worker with pid: ${pid}`,
        ),
      }),
    ],
    ['memory', "v1's words", crashed(1, ['Worker (pid:9) died with SIGKILL: 9'])],
    [
      'memory',
      'a request that takes all',
      answered({ status: 502 }, ['[7] [ERROR] Worker (pid:9) was sent SIGKILL! Perhaps out of memory?']),
    ],
    ['no-server', 'no azmlinfsrv in a shell', crashed(127, ['/bin/sh: 1: azmlinfsrv: not found'])],
    [
      'no-server',
      'no azmlinfsrv for the runtime',
      deployment({ state: 'Waiting' }, [
        ['Failed', 'Error: failed to start: exec: "azmlinfsrv": executable file not found in $PATH'],
      ]),
    ],
    [
      'no-server',
      'no package',
      crashed(1, ['/usr/bin/python3: No module named azureml_inference_server_http']),
    ],
    ['no-server', 'exit code 100', crashed(100)],
    ['no-command', 'exit code 127', crashed(127)],
    [
      'architecture',
      'a runtime',
      deployment({ state: 'Waiting' }, [['Failed', 'Error: failed to start: exec format error']]),
    ],
    ['architecture', 'a shell', crashed(1, ['/bin/sh: /usr/local/bin/python: exec format error'])],
    [
      'registry-limits',
      "ACI's code",
      {
        ...deployment({}),
        events: [
          {
            name: 'RegistryErrorResponse',
            message:
              "An error response is received from the docker registry 'index.docker.io'. Please retry later.",
          },
        ],
      },
    ],
    [
      'quota',
      "ACI's other code",
      {
        ...deployment({}),
        events: [
          {
            name: 'ServiceUnavailable',
            message:
              "Resource type 'x' container group quota 'ContainerGroups' exceeded in region 'westus'. Limit: '0', Usage: '0' Requested: '1'.",
          },
        ],
      },
    ],
    ['port', 'a front end that reaches nobody', deployment({ lines: ['hello'] }, [], { healthStatus: 502 })],
    [
      'port-taken',
      'nginx',
      crashed(1, ['nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)']),
    ],
    ['port-taken', 'Python', crashed(1, ["OSError: [Errno 98] Address already in use: ('0.0.0.0', 80)"])],
    [
      'scoring-timeout',
      'the server itself',
      answered({ runFailed: true }, [
        '2026-11-23 12:01:00,000 E [9] azmlinfsrv - Scoring timeout after 61000 ms',
      ]),
    ],
    ['scoring-timeout', 'a client that gave up', answered({ status: 0, timedOut: true })],
    ['run-failed', 'a server that says so without a log', answered({ runFailed: true })],
    [
      'module-missing',
      'an import in run()',
      answered({ runFailed: true }, [
        'E - Encountered Exception: Traceback (most recent call last):',
        '  File "/var/azureml-app/src/score.py", line 3, in run',
        '    import xgboost',
        "ModuleNotFoundError: No module named 'xgboost'",
      ]),
    ],
    [
      'certificate',
      'a key that is none',
      deployment({}, [], {
        containers: [
          frontEnd(['nginx: [emerg] cannot load certificate key "/x": PEM_read_bio_PrivateKey() failed']),
        ],
      }),
    ],
    [
      'model-path',
      'no models',
      crashed(
        3,
        failedStart(
          'init',
          ['  File "/var/azureml-app/src/score.py", line 3, in init', '    x'],
          "KeyError: 'AZUREML_MODEL_DIR'",
        ),
      ),
    ],
    [
      'init-failed',
      'another server',
      crashed(1, [
        'Traceback (most recent call last):',
        '  File "/srv/app.py", line 3, in start',
        '    x',
        'ValueError: no',
      ]),
    ],
    [
      'unfinished',
      'a container that was not started',
      deployment({ state: 'Waiting' }, [], { unfinished: 'Pending' }),
    ],
    [
      'unfinished',
      'probes that failed at first',
      deployment({}, [['Unhealthy', 'Readiness probe failed: dial tcp 10.92.0.4:5001: connection refused']], {
        unfinished: 'Pending',
      }),
    ],
    [
      'unfinished',
      'containers that the update ended before',
      deployment({}, [['Killing', 'Killing container with id iris: stopping the container group.']], {
        unfinished: 'Pending',
      }),
    ],
    [
      'port',
      'a front end that reaches nobody, while Azure says Pending',
      deployment({ lines: ['hello'] }, [], { healthStatus: 502, unfinished: 'Pending' }),
    ],
    [
      'memory',
      'a container that crashes while Azure says Pending',
      { ...crashed(137), unfinished: 'Pending' },
    ],
    [
      'never-ready',
      'the front end passes it on',
      deployment({ lines: ['hello'] }, [], { healthStatus: 503 }),
    ],
  ];
  it.each(cases)('%s: %s', (rule, _what, symptoms) => {
    expect(rulesOf(symptoms)).toEqual([rule]);
  });
});

describe('certainty', () => {
  it('puts the surest first and says how sure it is', () => {
    const symptoms = { ...crashed(137), events: [{ name: 'FailedMount', message: 'mount error(13)' }] };
    expect(diagnose(symptoms).map(causeSentence)).toEqual([
      'A volume could not be mounted.',
      'Most likely: The container ran out of memory.',
    ]);
    const loop = deployment({ lines: [...BANNER, ...BANNER, ...BANNER] });
    expect(diagnose(loop).map(causeSentence)).toEqual(['Possibly: The container ran out of memory.']);
  });

  it('is less where the server does not say what an exception ended', () => {
    const log = [
      'Traceback (most recent call last):',
      '  File "/srv/app.py", line 3, in start',
      '    x',
      'ValueError: no',
    ];
    expect(diagnose(crashed(1, log))[0]).toMatchObject({
      certainty: 'likely',
      cause: 'init() of the entry script failed in /srv/app.py, line 3 (start): ValueError: no',
    });
  });
});
