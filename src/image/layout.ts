/**
 * Where things lie, in the build context and in the container. The container's layout is v1's, so that scripts
 * written for v1 find their files: the working directory is the app root, models lie below it, and the source
 * directory lies below it under its own name.
 * Source: azureml-core's behaviour, described in
 * https://learn.microsoft.com/azure/machine-learning/v1/how-to-deploy-advanced-entry-script
 */

/** Working directory of the scoring server in the container. */
export const APP_ROOT = '/var/azureml-app';
/** Models in the container. */
export const MODELS_ROOT = `${APP_ROOT}/azureml-models`;
/** Where the lists of packages and the conda environment lie in the container. */
export const TOOLS_ROOT = '/opt/aci-model-deploy';
export const CONDA_PREFIX = `${TOOLS_ROOT}/conda`;

/** Port of the scoring server, and of Azure ML's inference images. */
export const SCORING_PORT = 5001;

/** Folders of the build context. Their names are fixed; the user's names appear only below them. */
export const CONTEXT = {
  dockerfile: 'Dockerfile',
  code: 'code',
  models: 'models',
  requirements: 'environment/requirements.txt',
  condaFile: 'environment/conda.yml',
} as const;

/** Name and version of a model: all the layout needs. */
export interface ModelName {
  readonly name: string;
  readonly version: string;
}

/**
 * AZUREML_MODEL_DIR by v1's rule: the folder of the only model, or the root of several. v1 had it relative in
 * places; absolute works for both kinds of scripts. Undefined without models, because an image with the models
 * inside may set the variable itself.
 */
export function modelDirectory(models: readonly ModelName[]): string | undefined {
  const [first, ...others] = models;
  if (!first) return undefined;
  return others.length > 0 ? MODELS_ROOT : `${MODELS_ROOT}/${first.name}/${first.version}`;
}

/** The entry script below the app root. v1 kept the source directory's own name. */
export function entryScriptBelowRoot(entryScript: string, sourceFolder: string | undefined): string {
  return sourceFolder === undefined ? entryScript : `${sourceFolder}/${entryScript}`;
}
