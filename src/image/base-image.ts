import { parseImageReference } from './reference.ts';

/**
 * What the image is built on when the inference config names nothing.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/concept-prebuilt-docker-images-inference.md`,
 * which advises the tag latest.
 */
export const DEFAULT_BASE_IMAGE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

/** Host of Microsoft's images. */
const MICROSOFT_REGISTRY = 'mcr.microsoft.com';

/**
 * True for Azure ML's prebuilt inference images: they hold the scoring server and start it themselves.
 * Their names end in -inference (minimal-..., mlflow-..., curated/...). The inference-base images they are
 * built on have the start script but not the server, so they count as any other base.
 * Source: `Azure/azureml-assets:assets/inference/environments`.
 */
export function isInferenceImage(baseImage: string): boolean {
  const ref = parseImageReference(baseImage);
  if (ref?.server !== MICROSOFT_REGISTRY) return false;
  return /^azureml\/(?:curated\/)?[^/]+-inference$/.test(ref.repository);
}
