import { resolveAuth } from '../../config/auth.ts';
import { checkEntryScript } from '../../config/entry-script.ts';
import { loadConfig } from '../../config/load.ts';
import type { Auth, DeploymentConfig, InferenceConfig, Variable } from '../../config/types.ts';
import { mergeVariables, parseVariables } from '../../config/variables.ts';
import { readRepository } from '../../diagnosis/repository.ts';
import type { Repository } from '../../diagnosis/types.ts';
import type { Finding } from '../../findings.ts';
import { checkBaseImage } from '../../image/reference.ts';
import type { Inputs } from '../../inputs.ts';
import { checkLocalModels } from '../../models/local.ts';
import { previewDeployment } from '../../preview/deployment.ts';
import { previewAuth } from '../../preview/keys.ts';
import type { SmokeFile } from '../../smoke/file.ts';
import { loadSmokeTest } from '../../smoke/file.ts';
import { Checks } from '../checks.ts';
import type { Subject } from '../job.ts';
import type { Tools } from '../tools.ts';
import type { Settings } from './settings.ts';
import { readSettings } from './settings.ts';

/** Inputs and files of the repository, checked: all that can be known without Azure. A preview's, where the run is about one. */
export interface Configuration extends Settings {
  readonly deployment: DeploymentConfig;
  /** Absent when a prebuilt image is deployed. */
  readonly inference?: InferenceConfig;
  readonly auth: Auth;
  readonly variables: readonly Variable[];
  readonly smoke: SmokeFile;
  /** Where things are in the repository, for errors that show only in Azure. */
  readonly repository: Repository;
}

/**
 * Reads the inputs' texts and the config files.
 * @throws ActionError with every problem of every file and input at once.
 */
export async function configure(
  subject: Subject,
  inputFindings: readonly Finding[],
  tools: Tools,
): Promise<Configuration> {
  const { inputs } = subject;
  const checks = new Checks(tools.log);
  checks.add(inputFindings);
  const settings = readSettings(subject, checks, tools);
  const variables = readVariables(subject, checks, tools);
  const files = checks.take(await readFiles(inputs, tools));
  const smoke = checks.take(
    await loadSmokeTest({
      workspaceDirectory: tools.workspaceDirectory,
      scoringTimeoutMs: inputs.scoringTimeoutMs,
      ...(inputs.smokeTest !== undefined && { path: inputs.smokeTest }),
    }),
  );
  const { inference } = files;
  checks.add(await checkSources(inference));
  checks.add(await checkLocalModels(settings.references, tools.workspaceDirectory));
  const auth = authOf(subject, files.deployment, checks, tools);
  const merged = checks.take(mergeVariables({ fromConfig: inference?.variables ?? {}, ...variables }));
  checks.settle();
  const deployment = deploymentOf(subject, known(files.deployment));
  const { workspaceDirectory } = tools;
  return {
    ...settings,
    deployment,
    repository: await readRepository({ workspaceDirectory, deployment, ...(inference && { inference }) }),
    ...(inference && { inference }),
    auth,
    variables: merged.variables,
    smoke,
  };
}

async function checkSources(inference: InferenceConfig | undefined): Promise<readonly Finding[]> {
  if (!inference) return [];
  const { baseImage, at } = inference;
  const base =
    baseImage === undefined ? [] : checkBaseImage(baseImage, at('environment', 'docker', 'baseImage'));
  return [...base, ...(await checkEntryScript(inference))];
}

function readVariables(
  { inputs, withoutSecrets }: Subject,
  checks: Checks,
  tools: Tools,
): { plain: readonly Variable[]; secure: readonly Variable[] } {
  const plain = checks.take(parseVariables(inputs.environmentVariables, 'environment-variables', false));
  const secure = parseVariables(inputs.secureEnvironmentVariables, 'secure-environment-variables', true);
  // A value that GitHub has left out is only a warning.
  checks.add(
    withoutSecrets ? secure.findings.filter(({ severity }) => severity === 'error') : secure.findings,
  );
  for (const variable of secure.variables) tools.log.mask(variable.value);
  return { plain: plain.variables, secure: secure.variables };
}

async function readFiles(inputs: Inputs, tools: Tools): ReturnType<typeof loadConfig> {
  const files = await loadConfig({
    workspaceDirectory: tools.workspaceDirectory,
    deploymentConfig: inputs.deploymentConfig,
    ...(inputs.image === undefined && { inferenceConfig: inputs.inferenceConfig }),
  });
  for (const key of [files.deployment?.primaryKey, files.deployment?.secondaryKey])
    if (key) tools.log.mask(key);
  return files;
}

/** A preview's keys are its own, and as secret as those that they are made from. */
function authOf(
  { inputs, preview, withoutSecrets }: Subject,
  deployment: DeploymentConfig | undefined,
  checks: Checks,
  { log }: Tools,
): Auth {
  const { auth } = checks.take(resolveAuth(deployment, { ...inputs, mayLack: withoutSecrets }));
  const own = preview ? previewAuth(auth, preview) : auth;
  for (const key of own.enabled ? [own.primaryKey, own.secondaryKey] : []) if (key) log.mask(key);
  return own;
}

function deploymentOf({ inputs, preview }: Subject, deployment: DeploymentConfig): DeploymentConfig {
  return preview ? previewDeployment(deployment, inputs) : deployment;
}

/** A value that settle() has made sure of. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A config file was neither read nor reported.');
  return value;
}
