import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BASE_IMAGE, isInferenceImage } from '../../src/image/base-image.ts';
import { writeDockerfile } from '../../src/image/dockerfile.ts';

const user = `USER root
RUN id dockeruser >/dev/null 2>&1 || useradd --create-home dockeruser || adduser -D dockeruser
RUN mkdir -p /var/azureml-app && chown dockeruser /var/azureml-app`;
const code = 'COPY --chown=dockeruser ["code/","/var/azureml-app/"]';
const models = 'COPY --chown=dockeruser ["models/","/var/azureml-app/azureml-models/"]';
const end = `WORKDIR /var/azureml-app
USER dockeruser
EXPOSE 5001`;
const iris = { name: 'iris', version: '3' };

describe('writeDockerfile', () => {
  it('keeps the own start of the default base image', () => {
    expect(writeDockerfile({ python: { kind: 'base-image' }, entryScript: 'score.py', models: [iris] }))
      .toBe(`FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest

${user}

${models}

${code}

ENV AML_APP_ROOT="/var/azureml-app"
ENV AZUREML_ENTRY_SCRIPT="score.py"
ENV AZUREML_MODEL_DIR="/var/azureml-app/azureml-models/iris/3"

${end}
`);
  });

  it('installs pip packages below models and code, and keeps the source directory by its name', () => {
    const dockerfile = writeDockerfile({
      python: { kind: 'pip', packages: ['numpy'] },
      entryScript: 'api/score.py',
      sourceFolder: 'source_dir',
      models: [iris, { name: 'scaler', version: '1' }],
    });
    expect(dockerfile).toBe(`FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest

${user}

COPY ["environment/requirements.txt","/opt/aci-model-deploy/requirements.txt"]
RUN python -m pip install --no-cache-dir --requirement /opt/aci-model-deploy/requirements.txt

${models}

${code}

ENV AML_APP_ROOT="/var/azureml-app"
ENV AZUREML_ENTRY_SCRIPT="source_dir/api/score.py"
ENV AZUREML_SOURCE_DIRECTORY="source_dir"
ENV AZUREML_MODEL_DIR="/var/azureml-app/azureml-models"

${end}
`);
  });

  it('starts the server itself in a conda environment', () => {
    const dockerfile = writeDockerfile({
      baseImage: 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04',
      python: { kind: 'conda', channels: [], packages: ['python=3.10'], pip: [] },
      entryScript: 'score.py',
      models: [],
    });
    expect(dockerfile).toBe(`FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04

${user}

COPY ["environment/conda.yml","/opt/aci-model-deploy/conda.yml"]
RUN command -v conda >/dev/null || { echo "aci-model-deploy: conda not found in the base image" >&2; exit 1; }
RUN conda env create --quiet --prefix /opt/aci-model-deploy/conda --file /opt/aci-model-deploy/conda.yml && conda clean --all --yes
ENV AZUREML_CONDA_ENVIRONMENT_PATH="/opt/aci-model-deploy/conda"
ENV PATH="/opt/aci-model-deploy/conda/bin:$PATH"
ENV LD_LIBRARY_PATH="/opt/aci-model-deploy/conda/lib:$LD_LIBRARY_PATH"

${code}

ENV AML_APP_ROOT="/var/azureml-app"
ENV AZUREML_ENTRY_SCRIPT="score.py"

${end}
ENTRYPOINT []
CMD ["azmlinfsrv","--entry_script","/var/azureml-app/score.py","--port","5001"]
`);
  });

  it("adds the server to the user's own image only where it is missing", () => {
    const dockerfile = writeDockerfile({
      baseImage: 'python:3.12-slim',
      python: { kind: 'base-image' },
      entryScript: 'score.py',
      models: [],
    });
    expect(dockerfile).toContain(
      "RUN python -c 'import azureml_inference_server_http' 2>/dev/null || python -m pip install --no-cache-dir azureml-inference-server-http\n",
    );
    expect(dockerfile).toContain('CMD ["azmlinfsrv",');
  });

  it('starts the server itself in a conda environment on an inference image too', () => {
    const python = { kind: 'conda', channels: [], packages: [], pip: [] } as const;
    expect(writeDockerfile({ python, entryScript: 'score.py', models: [] })).toContain('CMD ["azmlinfsrv",');
  });

  it('quotes odd names where they appear', () => {
    const dockerfile = writeDockerfile({
      python: { kind: 'base-image' },
      entryScript: 'score.py',
      sourceFolder: 'my "source" $HOME\\x',
      models: [],
    });
    expect(dockerfile).toContain(String.raw`ENV AZUREML_SOURCE_DIRECTORY="my \"source\" \$HOME\\x"`);
    expect(dockerfile).toContain(
      String.raw`CMD ["azmlinfsrv","--entry_script","/var/azureml-app/my \"source\" $HOME\\x/score.py","--port","5001"]`,
    );
  });
});

describe('isInferenceImage', () => {
  it.each([
    [DEFAULT_BASE_IMAGE, true],
    ['mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cuda11.8-gpu-inference:latest', true],
    ['mcr.microsoft.com/azureml/curated/mlflow-py312-inference:5', true],
    [`mcr.microsoft.com/azureml/minimal-py311-inference@sha256:${'a'.repeat(64)}`, true],
    ['mcr.microsoft.com/azureml/inference-base-2204', false],
    ['mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04', false],
    ['mlregistry.azurecr.io/azureml/minimal-py312-inference', false],
    ['python:3.12-slim', false],
  ])('%s: %s', (image, expected) => expect(isInferenceImage(image)).toBe(expected));
});
