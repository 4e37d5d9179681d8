import type { DeploymentConfig } from '../config/types.ts';
import type { Inputs } from '../inputs.ts';

/** The deployment config of a preview: as large as the inputs `preview-cpu` and `preview-memory` say. Pure. */
export function previewDeployment(
  deployment: DeploymentConfig,
  { previewCpu, previewMemoryInGB }: Pick<Inputs, 'previewCpu' | 'previewMemoryInGB'>,
): DeploymentConfig {
  return {
    ...deployment,
    ...(previewCpu !== undefined && { cpu: previewCpu }),
    ...(previewMemoryInGB !== undefined && { memoryInGB: previewMemoryInGB }),
  };
}
