import { basename } from 'node:path';
import type { InferenceConfig } from '../config/types.ts';
import { ActionError } from '../findings.ts';
import type { ResolvedModel } from '../models/types.ts';
import { collectContext } from './context.ts';
import { writeDockerfile } from './dockerfile.ts';
import { checkBaseImage } from './reference.ts';
import { imageTag } from './tag.ts';
import type { ImageBuild } from './types.ts';

/** What the image is planned from. */
export interface ImageRequest {
  /** Repository of the registry, from imageRepository() or previewRepository(). */
  readonly repository: string;
  /** Login server of the registry. */
  readonly server: string;
  /** Absolute path of the repository's checkout. */
  readonly workspaceDirectory: string;
  readonly inference: InferenceConfig;
  /** In place of the inference config's, with its digest. */
  readonly baseImage?: string;
  readonly models: readonly ResolvedModel[];
}

/**
 * Plans the image without a network: Dockerfile, context and tag. Reads the files of the repository to hash them.
 * Throws ActionError when the base image is no reference or a file may not enter.
 */
export async function planImage(request: ImageRequest): Promise<ImageBuild> {
  const { inference, models } = request;
  checkBase(inference);
  const dockerfile = writeDockerfile({
    baseImage: request.baseImage ?? inference.baseImage,
    python: inference.python,
    entryScript: inference.entryScript,
    sourceFolder: inference.sourceDirectory === undefined ? undefined : basename(inference.sourceDirectory),
    models,
  });
  const context = await collectContext({ ...request, dockerfile });
  return {
    server: request.server,
    repository: request.repository,
    tag: imageTag(dockerfile, context),
    dockerfile,
    context,
  };
}

function checkBase({ baseImage, at }: InferenceConfig): void {
  if (baseImage === undefined) return;
  const findings = checkBaseImage(baseImage, at('environment', 'docker', 'baseImage'));
  if (findings.length > 0) throw new ActionError(findings);
}
