import type { Scenario } from '../scenario.ts';

/** An image that no other scenario has built. */
const pip = (name: string): NonNullable<Scenario['files']> => ({
  'inferenceconfig.json': {
    entryScript: 'score.py',
    environment: {
      python: { condaDependencies: { dependencies: [{ pip: ['azureml-inference-server-http', name] }] } },
    },
  },
});

/** The image: its context, its build, its registry. */
export const BUILDS: readonly Scenario[] = [
  {
    name: 'build: waits in the queue for ever',
    files: pip('a'),
    speed: 400,
    faults: [{ kind: 'build', outcome: 'queued' }],
    ends: {
      exitCode: 1,
      message: /is still Queued after 90 min 0 s: it was cancelled\.$/,
      remedy: /^Run again; builds of the registry may be waiting/,
      left: 'nothing',
    },
  },
  {
    name: 'build: is cancelled',
    files: pip('c'),
    faults: [{ kind: 'build', outcome: 'canceled' }],
    ends: {
      exitCode: 1,
      message: 'The image could not be built: somebody or something cancelled it.',
      remedy: /^Run again\.$/,
      left: 'nothing',
    },
  },
  {
    name: 'build: takes longer than the registry allows',
    files: pip('d'),
    faults: [{ kind: 'build', outcome: 'timeout', afterSeconds: 5 }],
    ends: {
      exitCode: 1,
      message: 'The image could not be built: it took longer than the registry allows.',
      remedy: /^Ask for fewer packages/,
      left: 'nothing',
    },
  },
  {
    name: 'build: fails with words of its own',
    files: pip('e'),
    faults: [
      {
        kind: 'build',
        outcome: 'failed',
        log: ['::set-output name=evil::x', 'E: Unable to locate package libfoo'],
        message: 'failed',
      },
    ],
    ends: {
      exitCode: 1,
      message: 'The image could not be built: a step of the build failed.',
      remedy: /^The lines below are the end of the step/,
      left: 'nothing',
      evidence: 'E: Unable to locate package libfoo',
    },
  },
  {
    name: 'build: the registry has a fault',
    files: pip('f'),
    faults: [{ kind: 'build', outcome: 'error', message: 'internal error' }],
    ends: {
      exitCode: 1,
      message:
        'The image could not be built: the registry could not run it. The registry says: "internal error".',
      remedy: /^Run again, or build the image elsewhere/,
      left: 'nothing',
    },
  },
  {
    name: 'upload address: throttled',
    files: pip('g'),
    faults: [
      { kind: 'call', operation: 'Registry.UploadUrl', error: 'TooManyRequests', nth: { from: 1, to: 2 } },
    ],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /Could not upload the build context .* too many requests at once; trying again in 10 s \(2 of 20\)/,
    },
  },
  {
    name: 'upload: the connection breaks',
    files: pip('h'),
    faults: [{ kind: 'call', operation: 'TaskBlob.Put', connection: 'reset', nth: 1 }],
    ends: { exitCode: 0, result: 'created' },
  },
  {
    name: 'upload: the address has expired',
    files: pip('i'),
    faults: [
      {
        kind: 'call',
        operation: 'TaskBlob.Put',
        status: 403,
        code: 'AuthenticationFailed',
        message: 'Server failed to authenticate the request.',
      },
    ],
    ends: {
      exitCode: 1,
      message:
        /^Could not upload the build context to mlregistry\.azurecr\.io: AuthenticationFailed: .* \(tried 2 times\)$/,
      remedy: /^The registry hands out a new address for each upload.* with the input image\.$/,
      left: 'nothing',
    },
  },
  {
    name: 'upload: the address is accepted at the second try',
    files: pip('r'),
    faults: [
      {
        kind: 'call',
        operation: 'TaskBlob.Put',
        status: 403,
        code: 'AuthenticationFailed',
        message: 'Server failed to authenticate the request.',
        nth: 1,
      },
    ],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /Could not upload the build context .* does not accept the address of the upload any more; trying again in 1\.0 s/,
    },
  },
  {
    name: 'upload: the storage of the registry is out of reach',
    files: pip('s'),
    faults: [
      {
        kind: 'call',
        operation: 'TaskBlob.Put',
        status: 403,
        code: 'AuthorizationFailure',
        message: 'This request is not authorized to perform this operation.',
      },
    ],
    ends: {
      exitCode: 1,
      message: /^Could not upload the build context to mlregistry\.azurecr\.io: AuthorizationFailure: /,
      remedy: /see that proxy and firewall of the runner let the upload through/,
      left: 'nothing',
    },
  },
  {
    name: 'upload: server busy for good',
    files: pip('t'),
    faults: [
      {
        kind: 'call',
        operation: 'TaskBlob.Put',
        status: 503,
        code: 'ServerBusy',
        message: 'The server is busy.',
      },
    ],
    ends: {
      exitCode: 1,
      message: /^Could not upload the build context to mlregistry\.azurecr\.io: ServerBusy: /,
      remedy: /^Azure has a fault at this moment/,
      left: 'nothing',
    },
  },
  {
    name: 'upload: no connection gets through',
    files: pip('u'),
    faults: [{ kind: 'call', operation: 'TaskBlob.Put', connection: 'reset' }],
    ends: {
      exitCode: 1,
      message: /^Could not upload the build context to mlregistry\.azurecr\.io: /,
      remedy: /^Azure did not answer: check the network of the runner/,
      left: 'nothing',
    },
  },
  {
    name: 'start of the build: no right',
    files: pip('j'),
    faults: [{ kind: 'call', operation: 'Registry.ScheduleRun', error: 'AuthorizationFailed' }],
    ends: {
      exitCode: 1,
      message: /lacks the right Microsoft\.ContainerRegistry\/registries\/scheduleRun\/action\.$/,
      remedy: /^Grant the role "Container Registry Tasks Contributor" on \S+\/mlregistry /,
      left: 'nothing',
    },
  },
  {
    name: 'start of the build: the answer is lost',
    files: pip('k'),
    faults: [{ kind: 'call', operation: 'Registry.ScheduleRun', connection: 'reset-after', nth: 1 }],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /The answer was lost; the build cb\w+ was started since, and is followed\./,
      builds: 1,
    },
  },
  {
    name: 'start of the build: the answer is lost, and the runs may not be listed',
    files: pip('v'),
    faults: [
      { kind: 'call', operation: 'Registry.ScheduleRun', connection: 'reset-after', nth: 1 },
      { kind: 'call', operation: 'Registry.RunList', error: 'AuthorizationFailed' },
    ],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /Could not start a build .* the connection broke .*\(1 of 3\)/,
      builds: 2,
    },
  },
  {
    name: 'run of the build: server faults',
    files: pip('l'),
    faults: [
      { kind: 'call', operation: 'Registry.RunGet', error: 'InternalServerError', nth: { from: 1, to: 3 } },
    ],
    ends: { exitCode: 0, result: 'created', told: /Could not read the build .*\(3 of 3\)/ },
  },
  {
    name: 'log of the build: has no address',
    files: pip('m'),
    faults: [{ kind: 'call', operation: 'Registry.RunLogUrl', error: 'InternalServerError' }],
    ends: { exitCode: 0, result: 'created' },
  },
  {
    name: 'log of the build: cannot be read',
    files: pip('n'),
    faults: [
      {
        kind: 'call',
        operation: 'TaskBlob.Get',
        status: 404,
        code: 'BlobNotFound',
        message: 'The specified blob does not exist.',
      },
    ],
    ends: { exitCode: 0, result: 'created' },
  },
  {
    name: 'base image: its registry does not answer',
    files: pip('o'),
    faults: [{ kind: 'call', operation: 'PublicRegistry.Manifest', connection: 'reset' }],
    ends: { exitCode: 0, result: 'created', told: /Could not ask mcr\.microsoft\.com.*\(3 of 3\)/ },
  },
  {
    name: 'registry: refuses the token exchange',
    files: pip('p'),
    faults: [
      {
        kind: 'call',
        operation: 'Registry.Exchange',
        status: 401,
        code: 'UNAUTHORIZED',
        message: 'authentication required',
      },
    ],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /may not be read from here, so the image is built although it may be there already/,
    },
  },
  {
    name: 'registry: unavailable for a moment',
    files: pip('q'),
    faults: [
      {
        kind: 'call',
        operation: 'Registry.Manifest',
        status: 503,
        code: 'UNAVAILABLE',
        message: 'unavailable',
        nth: 1,
      },
    ],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /Could not ask mlregistry\.azurecr\.io.*HTTP 503.*\(1 of 3\)/,
    },
  },
];
