import type { Finding } from '../findings.ts';
import { readDeploymentConfig } from './deployment.ts';
import { readInferenceConfig } from './inference.ts';
import type { DeploymentConfig, InferenceConfig } from './types.ts';

/** Which files to read. Paths are relative to the repository, as the inputs name them. */
export interface ConfigFiles {
  /** Root of the repository, absolute. */
  readonly workspaceDirectory: string;
  readonly deploymentConfig: string;
  /** Not given when a prebuilt image is deployed. */
  readonly inferenceConfig?: string;
}

/**
 * Reads the config files of v1. All problems of all files come back at once.
 * @returns never throws. A config that is missing here has at least one error finding.
 */
export async function loadConfig(
  files: ConfigFiles,
): Promise<{ deployment?: DeploymentConfig; inference?: InferenceConfig; findings: Finding[] }> {
  const { workspaceDirectory, deploymentConfig, inferenceConfig } = files;
  const [deployment, inference] = await Promise.all([
    readDeploymentConfig(workspaceDirectory, deploymentConfig),
    inferenceConfig === undefined
      ? { findings: [] }
      : readInferenceConfig(workspaceDirectory, inferenceConfig),
  ]);
  return { ...deployment, ...inference, findings: [...deployment.findings, ...inference.findings] };
}
