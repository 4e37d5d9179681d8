import type { PythonEnvironment } from '../config/types.ts';
import { DEFAULT_BASE_IMAGE, isInferenceImage } from './base-image.ts';
import type { ModelName } from './layout.ts';
import {
  APP_ROOT,
  CONDA_PREFIX,
  CONTEXT,
  entryScriptBelowRoot,
  modelDirectory,
  MODELS_ROOT,
  SCORING_PORT,
  TOOLS_ROOT,
} from './layout.ts';
import { SERVER_PACKAGE } from './python-packages.ts';

/** The user that Azure ML's inference images run as. Other bases get one of the same name. */
const USER = 'dockeruser';

/** Everything that decides the Dockerfile. */
export interface DockerfileFacts {
  readonly baseImage?: string | undefined;
  readonly python: PythonEnvironment;
  /** Relative to the source directory, or a base name without one. Forward slashes. */
  readonly entryScript: string;
  /** Base name of the source directory; undefined without one. */
  readonly sourceFolder?: string | undefined;
  readonly models: readonly ModelName[];
}

/**
 * Writes the Dockerfile. Only what Docker's classic builder knows, because a quick build uses it. Layers go from
 * what changes seldom to what changes often: user, packages, models, code. The user's environment variables are
 * not here: they belong to the container group, where they can change without a build.
 */
export function writeDockerfile(facts: DockerfileFacts): string {
  const baseImage = facts.baseImage ?? DEFAULT_BASE_IMAGE;
  const blocks = [
    [`FROM ${baseImage}`],
    userLines(),
    packageLines(facts.python, isInferenceImage(baseImage)),
    facts.models.length > 0 ? [copyForUser(`${CONTEXT.models}/`, `${MODELS_ROOT}/`)] : [],
    [copyForUser(`${CONTEXT.code}/`, `${APP_ROOT}/`)],
    environmentLines(facts),
    [`WORKDIR ${APP_ROOT}`, `USER ${USER}`, `EXPOSE ${SCORING_PORT}`, ...startLines(facts, baseImage)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

/** A user without rights, on every base: useradd is Debian's and Red Hat's, adduser is Alpine's. */
function userLines(): string[] {
  return [
    'USER root',
    `RUN id ${USER} >/dev/null 2>&1 || useradd --create-home ${USER} || adduser -D ${USER}`,
    `RUN mkdir -p ${APP_ROOT} && chown ${USER} ${APP_ROOT}`,
  ];
}

function packageLines(python: PythonEnvironment, hasServer: boolean): string[] {
  switch (python.kind) {
    case 'conda':
      return condaLines();
    case 'pip':
      return pipLines();
    case 'base-image':
      return hasServer ? [] : [installMissingServer()];
  }
}

function pipLines(): string[] {
  const file = `${TOOLS_ROOT}/requirements.txt`;
  return [copy(CONTEXT.requirements, file), `RUN python -m pip install --no-cache-dir --requirement ${file}`];
}

/** The server goes into the new environment through its file: see condaFileText(). */
function condaLines(): string[] {
  const file = `${TOOLS_ROOT}/conda.yml`;
  return [
    copy(CONTEXT.condaFile, file),
    'RUN command -v conda >/dev/null || { echo "aci-model-deploy: conda not found in the base image" >&2; exit 1; }',
    `RUN conda env create --quiet --prefix ${CONDA_PREFIX} --file ${file} && conda clean --all --yes`,
    `ENV AZUREML_CONDA_ENVIRONMENT_PATH="${CONDA_PREFIX}"`,
    `ENV PATH="${CONDA_PREFIX}/bin:$PATH"`,
    `ENV LD_LIBRARY_PATH="${CONDA_PREFIX}/lib:$LD_LIBRARY_PATH"`,
  ];
}

/** v1 added its serving stack to the user's own images; a server that is there already is left alone. */
function installMissingServer(): string {
  const has = `python -c 'import ${SERVER_PACKAGE.replaceAll('-', '_')}' 2>/dev/null`;
  return `RUN ${has} || python -m pip install --no-cache-dir ${SERVER_PACKAGE}`;
}

/** What the scoring server and the inference images' start script read. */
function environmentLines(facts: DockerfileFacts): string[] {
  const models = modelDirectory(facts.models);
  return [
    env('AML_APP_ROOT', APP_ROOT),
    env('AZUREML_ENTRY_SCRIPT', entryScriptBelowRoot(facts.entryScript, facts.sourceFolder)),
    // The server appends this folder to sys.path, as v1's driver put the source directory there.
    ...(facts.sourceFolder === undefined ? [] : [env('AZUREML_SOURCE_DIRECTORY', facts.sourceFolder)]),
    ...(models === undefined ? [] : [env('AZUREML_MODEL_DIR', models)]),
  ];
}

/**
 * An inference image keeps its own start (nginx in front of the server) as long as the server runs on the image's
 * own Python. Everything else starts the server itself: a conda environment brings another Python, other bases
 * have no start of their own, and an odd path is safe only as an argument of the exec form. A base image's
 * ENTRYPOINT is reset, since it would take CMD as its arguments.
 */
function startLines(facts: DockerfileFacts, baseImage: string): string[] {
  const script = entryScriptBelowRoot(facts.entryScript, facts.sourceFolder);
  const plainPath = /^[\w./-]+$/.test(script);
  if (isInferenceImage(baseImage) && facts.python.kind !== 'conda' && plainPath) return [];
  const command = ['azmlinfsrv', '--entry_script', `${APP_ROOT}/${script}`, '--port', String(SCORING_PORT)];
  return ['ENTRYPOINT []', `CMD ${JSON.stringify(command)}`];
}

/** The JSON form is safe for every name. */
function copy(from: string, to: string): string {
  return `COPY ${JSON.stringify([from, to])}`;
}

function copyForUser(from: string, to: string): string {
  return `COPY --chown=${USER} ${JSON.stringify([from, to])}`;
}

/** Docker expands $ and takes \ and " as special inside double quotes. */
function env(name: string, value: string): string {
  return `ENV ${name}="${value.replaceAll(/[\\"$]/g, String.raw`\$&`)}"`;
}
