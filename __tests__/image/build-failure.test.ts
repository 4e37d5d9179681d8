import { describe, expect, it } from '@jest/globals';
import { explainBuildFailure, failingStep } from '../../src/image/build-failure.ts';

/** A quick build's log around the output of its last step. */
function buildLog(step: string, output: string): string[] {
  return `2026/03/26 01:08:46 Downloading source code...
2026/03/26 01:08:48 Finished downloading source code
2026/03/26 01:08:49 Using acb_vol_4ffd95d5 as the home volume
2026/03/26 01:08:49 Successfully logged into mlregistry.azurecr.io
2026/03/26 01:08:49 Executing step ID: build. Timeout(sec): 28800, Working directory: '', Network: ''
2026/03/26 01:08:50 Launching container with name: build
Sending build context to Docker daemon  25.6kB
Step 1/12 : FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
 ---> 878dda02f55b
${step}
 ---> Running in b675904051b3
${output}
2026/03/26 01:09:13 Container failed during run: build. No retries remaining.
failed to run step ID: build: exit status 1

Run ID: ca7 failed after 27s. Error: failed during run, err: exit status 1`.split('\n');
}

const pip =
  'Step 5/12 : RUN python -m pip install --no-cache-dir --requirement /opt/aci-model-deploy/requirements.txt';
const conda =
  'Step 6/12 : RUN conda env create --quiet --prefix /opt/aci-model-deploy/conda --file /opt/aci-model-deploy/conda.yml';

function explain(log: readonly string[], status = 'Failed'): ReturnType<typeof explainBuildFailure> {
  return explainBuildFailure({ status, runId: 'ca7', server: 'mlregistry.azurecr.io', log });
}

describe('explainBuildFailure', () => {
  it.each([
    [
      'an unknown pip package',
      pip,
      `ERROR: Could not find a version that satisfies the requirement scikit-lern==1.5 (from versions: none)
ERROR: No matching distribution found for scikit-lern==1.5
The command '/bin/sh -c python -m pip install' returned a non-zero code: 1`,
      'pip finds no package that fits scikit-lern==1.5.',
      /Check the name and the version/,
    ],
    [
      'azureml-defaults on a new Python',
      pip,
      'ERROR: No matching distribution found for azureml-defaults==1.49.0',
      'pip finds no azureml-defaults for the Python of the base image.',
      /azureml-inference-server-http instead/,
    ],
    [
      'a pip conflict',
      pip,
      `ERROR: Cannot install flask==1.1.4 and azureml-inference-server-http==1.5.1 because these package versions have conflicting dependencies.
ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/`,
      'pip finds no versions of the packages that fit together.',
      /flask 3/,
    ],
    [
      'a requirements file',
      pip,
      "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'requirements.txt'",
      'pip cannot read one of the requirements.',
      /List packages only/,
    ],
    [
      'a package that must be compiled',
      pip,
      "  error: command 'gcc' failed: No such file or directory\nERROR: Failed building wheel for greenlet",
      'pip cannot compile greenlet in this base image.',
      /has a wheel/,
    ],
    [
      'a package whose build cannot even begin',
      pip,
      'error: metadata-generation-failed',
      'pip cannot compile a package in this base image.',
      /has a wheel/,
    ],
    [
      'a missing conda package (classic solver)',
      conda,
      'Solving environment: ...working... failed\n\nResolvePackageNotFound: \n  - scikit-learn=9.9',
      'conda finds not all packages in the channels.',
      /conda-forge/,
    ],
    [
      'a missing conda package (libmamba)',
      conda,
      'LibMambaUnsatisfiableError: Encountered problems while solving:\n  - nothing provides requested scikit-learn 9.9**',
      'conda finds nothing that provides scikit-learn in the channels.',
      /conda-forge/,
    ],
    [
      'a conda conflict',
      conda,
      'UnsatisfiableError: The following specifications were found to be incompatible with each other:',
      'conda finds no versions of the packages that fit together.',
      /python first/,
    ],
    [
      "conda's terms of service",
      conda,
      'CondaToSNonInteractiveError: Terms of Service have not been accepted for the following channels.',
      "conda's default channels ask for their terms of service to be accepted.",
      /nodefaults/,
    ],
    [
      'no conda',
      'Step 6/12 : RUN command -v conda >/dev/null || { echo "aci-model-deploy: no conda" >&2; exit 1; }',
      'aci-model-deploy: conda not found in the base image',
      'the base image has no conda, which the packages of the environment need.',
      /under pip: only/,
    ],
    ['no python', pip, '/bin/sh: 1: python: not found', 'the base image has no python.', /with Python/],
    [
      'a registry with repository permissions',
      '',
      'when specifying push, at least one credential is required',
      'the registry uses repository permissions (ABAC), which quick builds may not push to by default.',
      /input image/,
    ],
    [
      'a missing base image',
      'Step 1/9 : FROM python:9.9',
      'manifest for python:9.9 not found: manifest unknown: manifest unknown',
      'the base image python:9.9 cannot be pulled.',
      /environment\.docker\.baseImage/,
    ],
    [
      'a firewall around the registry',
      'The push refers to repository [mlregistry.azurecr.io/aci-model-deploy/iris]',
      "denied: client with IP '20.1.2.3' is not allowed access.",
      'a registry refused the build.',
      /agent pool/,
    ],
    [
      'a lost file',
      'Step 9/12 : COPY --chown=dockeruser ["code/","/var/azureml-app/"]',
      'COPY failed: file not found in build context or excluded by .dockerignore: stat code/: file does not exist',
      'the uploaded files did not arrive as they were sent.',
      /Run again/,
    ],
    [
      'no network',
      conda,
      'CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://conda.anaconda.org/conda-forge/linux-64/repodata.json>',
      'a download failed during the build.',
      /cut off from the internet/,
    ],
    [
      'a full disk',
      conda,
      "OSError: [Errno 28] No space left on device: '/opt'",
      'the build machine has no space left.',
      /smaller/,
    ],
    ['anything else', pip, 'Segmentation fault', 'a step of the build failed.', /lines below/],
  ])('explains %s', (_what, step, output, message, remedy) => {
    const finding = explain(buildLog(step, output));
    expect(finding.message).toBe(`The image could not be built: ${message}`);
    expect(finding.remedy).toMatch(remedy);
    expect(finding.evidence?.[0]).toBe('Run ca7 in mlregistry.azurecr.io: Failed');
    expect(finding.evidence).toEqual(expect.arrayContaining(output.split('\n').filter(Boolean).slice(-1)));
  });

  it.each([
    ['Timeout', /took longer/],
    ['Canceled', /cancelled/],
    ['Error', /could not run it/],
  ])('says what %s means, whatever the log holds', (status, message) => {
    expect(explain(buildLog(pip, 'Collecting numpy'), status).message).toMatch(message);
  });

  it('quotes what the registry says, and works without a log', () => {
    const finding = explainBuildFailure({
      status: 'Failed',
      runId: 'ca7',
      server: 's',
      log: [],
      message: 'agent\nlost',
    });
    expect(finding.message).toBe(
      'The image could not be built: a step of the build failed. The registry says: "agent\\nlost".',
    );
    expect(finding.evidence).toEqual(['Run ca7 in s: Failed']);
  });

  it('shows the end of a long step, in lines of bearable length', () => {
    const output = Array.from(
      { length: 100 },
      (_, line) => `line ${line} ${'x'.repeat(line === 99 ? 1000 : 0)}`,
    ).join('\n');
    const { evidence = [] } = explain(buildLog(pip, output));
    expect(evidence).toHaveLength(26);
    expect(evidence[1]).toBe('line 75');
    expect(evidence.at(-1)).toHaveLength(403);
  });
});

describe('failingStep', () => {
  it('begins with the last step and leaves out what the registry writes after it', () => {
    const step = failingStep(buildLog(pip, 'ERROR: x'));
    expect(step).toEqual([pip, ' ---> Running in b675904051b3', 'ERROR: x']);
  });

  it('takes everything when no step began', () => expect(failingStep(['a', '', 'b'])).toEqual(['a', 'b']));
});
